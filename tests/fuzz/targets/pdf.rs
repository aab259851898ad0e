//! PDF, as far as it is read without programs: the input is what draws one page, and the font it is drawn with.
#![no_main]

mod kiem;

/// A whole file around `drawing` and `font`, with the table of where its objects stand.
fn page(drawing: &[u8], font: &[u8]) -> Vec<u8> {
    let stream = |bytes: &[u8]| {
        let head = format!("<< /Length {} >>\nstream\n", bytes.len());
        [head.as_bytes(), bytes, b"\nendstream"].concat()
    };
    let page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
                 /Resources << /Font << /F1 5 0 R >> >> >>";
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.to_vec(),
        stream(drawing),
        b"<< /Type /Font /Subtype /TrueType /BaseFont /Times /ToUnicode 6 0 R >>".to_vec(),
        stream(font),
    ];
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (number, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", file.len());
        file.extend(format!("{} 0 obj\n", number + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let end = file.len();
    let size = objects.len() + 1;
    let tail = format!(
        "xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{end}\n%%EOF\n"
    );
    file.extend(tail.bytes());
    file
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let (drawing, font) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    kiem::read("a.pdf", &page(drawing, font));
});
