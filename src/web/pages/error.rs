//! The page for a request that cannot be answered: one sentence, and where to go from there.

use askama::Template;

use crate::web::error::Error;
use crate::web::pages::Frame;
use crate::web::view::query_url;

/// An error in the reader's words.
#[derive(Template)]
#[template(path = "error.html")]
pub(crate) struct ErrorPage {
    frame: Frame,
    heading: &'static str,
    sentence: String,
    ways: Vec<(String, &'static str)>,
}

impl ErrorPage {
    /// The page that tells `error`.
    pub(crate) fn new(error: &Error) -> Self {
        let (heading, sentence) = words(error);
        let mut ways = Vec::new();
        if let Error::NoDocument(slug) = error {
            let number = slug.split('.').next().unwrap_or_default().replace('-', " ");
            ways.push((query_url("/tim", &[("q", &number)]), "Tìm số này trong toàn kho"));
        }
        if let Error::NotThere | Error::Refused(..) | Error::StaleForm = error {
            ways.push(("/ra-soat".to_owned(), "Xem các bảng rà soát"));
        }
        if let Error::NotAllowed | Error::TooMany = error {
            ways.push(("/dang-nhap".to_owned(), "Đăng nhập"));
        }
        ways.push(("/".to_owned(), "Về trang tìm kiếm"));
        ways.push(("/vb".to_owned(), "Xem danh sách văn bản"));
        Self { frame: Frame::answer(heading), heading, sentence, ways }
    }
}

fn words(error: &Error) -> (&'static str, String) {
    let (heading, sentence) = match error {
        Error::NoPage => ("Không có trang này", "Địa chỉ vừa mở không dẫn tới trang nào."),
        Error::NoDocument(slug) => {
            let sentence = format!(
                "Trong kho chưa có văn bản nào mang ký hiệu “{slug}”. Có thể văn bản chưa được nạp, hoặc số được gõ nhầm."
            );
            return ("Kho chưa có văn bản này", sentence);
        }
        Error::BadAddress(error) => {
            let sentence = format!(
                "Không hiểu phần “{}” trong địa chỉ. Dạng đúng: dieu-5/khoan-2/diem-dd.",
                error.part
            );
            return ("Địa chỉ chưa đúng", sentence);
        }
        Error::BadQuery => {
            ("Câu hỏi chưa đúng", "Địa chỉ có ký tự không đọc được. Mời gõ lại câu hỏi.")
        }
        Error::TooLong => (
            "Câu hỏi quá dài",
            "Câu hỏi dài quá 300 chữ cái. Mời rút gọn còn những từ chính rồi tìm lại.",
        ),
        Error::TooMuch => (
            "Biểu mẫu quá lớn",
            "Nội dung gửi vượt quá 1 MB. Mời chia thành nhiều điều rồi gửi lại.",
        ),
        Error::StaleForm => (
            "Chưa nhận được biểu mẫu",
            "Biểu mẫu không phải do trang này cấp cho trình duyệt của bạn, hoặc phiên đã đổi. Chưa có gì bị ghi. \
             Mời quay lại trang trước, tải lại trang rồi gửi lần nữa.",
        ),
        Error::NotAllowed => (
            "Cần quyền biên tập",
            "Ai cũng đọc được các trang rà soát; muốn ghi thì cần đăng nhập bằng tài khoản có vai trò biên tập.",
        ),
        Error::TooMany => (
            "Đăng nhập sai nhiều lần",
            "Đã có quá nhiều lần đăng nhập sai. Mời đợi mười lăm phút rồi thử lại.",
        ),
        Error::NotThere => {
            ("Không có mục này", "Bảng rà soát, điều hoặc câu hỏi này không có, hoặc đã bị xóa.")
        }
        Error::Refused(_, sentence) => return ("Chưa ghi được", sentence.clone()),
        Error::WrongMethod => {
            ("Trang này chỉ để đọc", "Yêu cầu được gửi theo cách mà trang này không nhận.")
        }
        Error::Slow => (
            "Máy chủ đang bận",
            "Câu trả lời mất nhiều thời gian hơn mức cho phép. Mời thử lại sau ít giây.",
        ),
        Error::Internal(_) => (
            "Đã có lỗi ở máy chủ",
            "Lỗi đã được ghi lại. Mời thử lại, hoặc quay về trang tìm kiếm.",
        ),
    };
    (heading, sentence.to_owned())
}
