// Makes the pictures of the user guide from the real pages, into docs/hinh:
//
//     cargo build --release && (cd tests/browser && npm ci && node pictures.mjs)
//
// It serves the shipped corpus for the pictures ra-soat-*, and with it the texts of DIEUKHOAN_DATA/council (../shared/data by
// default) for the worked example nq629-*, which is left out where they are not there. What the example exports is opened by
// LibreOffice and compared with the draft, letter by letter; each step tells how long it took.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../../", import.meta.url));
const program = process.env.DIEUKHOAN ?? join(root, "target/release/dieukhoan");
const council = join(process.env.DIEUKHOAN_DATA ?? join(root, "../shared/data"), "council/phapdien-2025");
const pictures = process.env.PICTURES ?? join(root, "docs/hinh");
mkdirSync(pictures, { recursive: true });
const scratch = mkdtempSync(join(tmpdir(), "dieukhoan-"));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu"],
});

// Serves an index of these folders while `run` walks it.
const served = async (name, folders, run) => {
  const home = join(scratch, name);
  mkdirSync(home);
  const source = ([kind, folder]) => `[[nguon]]\nloai = "${kind}"\nduong-dan = "${folder}"\n`;
  writeFileSync(join(home, "corpus.toml"), folders.map(source).join("\n"));
  const places = ["--index", join(home, "index"), "--workspace", join(home, "w.sqlite"), "--corpus", join(home, "corpus.toml")];
  const server = spawn(program, ["serve", "--listen", "127.0.0.1:0", ...places], { stdio: ["ignore", "pipe", "ignore"] });
  try {
    let base = "";
    for await (const line of createInterface(server.stdout)) {
      base = line.match(/http:\S+/)?.[0] ?? "";
      if (base) break;
    }
    const page = await browser.newPage({ viewport: { width: 1000, height: 640 }, locale: "vi-VN", colorScheme: "light" });
    await run(page, base);
    await page.close();
  } finally {
    server.kill();
  }
};

const picture = async (page, name, from) => {
  if (from) await page.locator(from).first().evaluate((it) => it.scrollIntoView({ block: "start" }));
  else await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: join(pictures, `${name}.png`) });
};

const shipped = [["danh-muc", join(root, "corpus/danh-muc")], ["thu-muc", join(root, "corpus/minh-hoa")]];

const illustrative = async (page, base) => {
  await page.goto(`${base}/ra-soat`);
  await page.fill("#ten", "Hướng dẫn kỳ họp và tiếp xúc cử tri");
  await page.fill("#khac", "05/HD-BCTĐB-MH\n06/2026/TT-BNV-MH\n07/HD-MTTW-MH\n03/2026/UBTVQH-MH");
  await picture(page, "ra-soat-lap-bang", "#bang-moi");
  await page.getByRole("button", { name: "Lập bảng và tìm nhóm" }).click();
  await page.locator(".groups__one").first().waitFor({ timeout: 20000 });
  await picture(page, "ra-soat-nhom");
  await picture(page, "ra-soat-ma-tran", "#ma-tran");
  await page.locator(".groups__head a", { hasText: "Gửi tài liệu" }).first().click();
  await page.fill("#ly-do", "Quy chế quy định thời hạn chung; các hướng dẫn nêu thời hạn khác.");
  await page.locator("[name=ket-luan][value=chong-cheo]").check();
  await page.getByRole("button", { name: "Ghi quyết định" }).click();
  await picture(page, "ra-soat-canh-nhau", ".sides");
  await picture(page, "ra-soat-quyet-dinh", "#quyet-dinh");
  await ticked(page, "03/2026/UBTVQH-MH");
  await page.getByRole("button", { name: "Đưa các câu đã chọn vào dự thảo" }).click();
  await page.getByRole("link", { name: "Dự thảo" }).click();
  await page.fill("#trich-yeu", "hướng dẫn thống nhất về kỳ họp của Hội đồng nhân dân");
  await page.getByRole("button", { name: "Ghi trích yếu" }).click();
  await page.locator(".drafted__head a").first().click();
  const words = page.locator("[name=loi]").first();
  await words.fill((await words.inputValue()).replace("chậm nhất là", "muộn nhất là"));
  await page.getByRole("button", { name: "Ghi điều này", exact: true }).last().click();
  await picture(page, "ra-soat-dieu", "#ten-dieu");
};

// Ticks the sentences of the provisions that a name stands in, from `from` up to `to`.
const ticked = async (page, name, from = 0, to = Infinity) => {
  const taking = page.locator("details.taking", { hasText: name });
  for (const it of await taking.all()) await it.evaluate((element) => (element.open = true));
  const boxes = taking.locator("input[name=cau]");
  const last = Math.min(await boxes.count(), to);
  for (let at = from; at < last; at += 1) await boxes.nth(at).check();
};

const letters = (text) => text.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

// What stands in the draft as JSON, in the order of the page, up to its tables.
const told = (draft) => {
  const grounds = draft.grounds.map((it) => it.text + (it.over ? "căn cứ không còn hoặc chưa có hiệu lực, phải thay" : ""));
  const article = (it) => [it.chapter?.number, it.chapter?.name, it.title, ...it.paragraphs.flatMap((one) => [one.mark, one.text])];
  return [
    draft.issuer, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc", draft.number, "DỰ THẢO", draft.place_and_date,
    draft.kind, draft.title, draft.issuer, ...grounds, draft.enacting, ...draft.articles.flatMap(article), "Nơi nhận Lưu VT", ...draft.signature,
  ].filter(Boolean).join("\n");
};

// From the resolution on councils and the texts around it: what is compared, what is decided (key, reason), what is taken.
const SCOPE = [
  "629/2019/UBTVQH14", "77/2015/QH13", "87/2015/QH13", "334/2017/UBTVQH14", "85/2014/QH13",
  "525/2012/NQLT/UBTVQH13-ĐCTUBTWMTTQVN", "1130/2016/UBTVQH13", "694/2008/NQ-UBTVQH12", "228/1999/NQ-UBTVQH10",
  "1004/2020/UBTVQH14", "08/2016/NĐ-CP",
];
const NQ = "Nghị quyết số 629/2019/UBTVQH14";
const DECIDED = [
  {
    of: `Điều 1 ${NQ}`, key: "2", keep: `Điều 1 ${NQ}`, chapter: "Kỳ họp Hội đồng nhân dân", heading: "Kế hoạch tổ chức kỳ họp",
    reason: "Luật năm 2015 đã hết hiệu lực; giữ hướng dẫn về kế hoạch kỳ họp, sửa dẫn chiếu.",
    take: [[`Điều 1 ${NQ}`, 0, 4], ["Điều 78 Luật số 77/2015/QH13", 2, 3]],
  },
  {
    of: `Điều 6 ${NQ}`, key: "4", keep: `Điều 6 ${NQ}`, chapter: "Tiếp xúc cử tri, giám sát", heading: "Tiếp xúc cử tri",
    reason: "Nghị quyết thêm việc phân công đại biểu cấp xã; nhập vào một điều.",
    take: [["Điều 94 Luật số 77/2015/QH13", 0, 2], [`Điều 6 ${NQ}`, 0, 1]],
  },
  {
    of: `Điều 9 ${NQ}`, key: "2", keep: `Điều 9 ${NQ}`, chapter: "Tiếp xúc cử tri, giám sát", heading: "Giám sát của Tổ đại biểu Hội đồng nhân dân",
    reason: "Luật quy định nội dung giám sát, Nghị quyết quy định cách phân công; hai nơi chồng nhau một phần.",
    take: [["Điều 83 Luật số 87/2015/QH13", 5, 6], [`Điều 9 ${NQ}`, 0, 2]],
  },
  {
    of: "Điều 9 Nghị quyết liên tịch số 525/2012", key: "1", keep: "", chapter: "", heading: "",
    reason: "Cùng một trách nhiệm, hai cơ quan cùng quy định; đề nghị dẫn chiếu Luật.", take: [],
  },
];

const worked = async (page, base) => {
  let since = Date.now();
  const step = (name) => {
    console.log(`${name}: ${((Date.now() - since) / 1000).toFixed(1)} s`);
    since = Date.now();
  };
  await page.goto(`${base}/ra-soat`);
  await page.fill("#ten", "Hoạt động của Hội đồng nhân dân");
  await page.fill("#khac", SCOPE.join("\n"));
  await page.getByRole("button", { name: "Lập bảng và tìm nhóm" }).click();
  await page.locator(".groups__one").first().waitFor({ timeout: 60000 });
  step("scope and groups");
  const sheet = page.url();
  console.log(await page.locator("p", { hasText: "giữa các văn bản" }).first().innerText());
  await picture(page, "nq629-nhom");
  await picture(page, "nq629-ma-tran", "#ma-tran");
  for (const [number, it] of DECIDED.entries()) {
    await page.goto(sheet);
    const link = (of) => page.getByRole("link", { name: of });
    await page.locator(".groups__one").filter({ has: link(it.of) }).locator(".groups__head a").first().click();
    await page.fill("#ly-do", it.reason);
    const keep = await page.locator("#giu option").evaluateAll((all, name) => all.find((one) => one.textContent.startsWith(name))?.value, it.keep || "Chưa");
    await page.locator("#giu").selectOption(keep ?? "");
    await page.locator("h1").click();
    await page.keyboard.press(it.key);
    await page.waitForURL("**?xong=quyet-dinh");
    if (number === 0) await picture(page, "nq629-canh-nhau", ".groups__why");
    if (number === 2) await picture(page, "nq629-quyet-dinh", "#quyet-dinh");
    if (it.take.length === 0) continue;
    for (const [name, from, to] of it.take) await ticked(page, name, from, to);
    await page.fill("#ten-dieu", it.heading);
    await page.getByRole("button", { name: "Đưa các câu đã chọn vào dự thảo" }).click();
    await page.waitForURL("**?xong=chon-cau");
  }
  step("decisions and sentences");
  await page.goto(`${sheet}/du-thao`);
  await page.fill("#trich-yeu", "hướng dẫn một số hoạt động của Hội đồng nhân dân");
  await page.getByRole("button", { name: "Ghi trích yếu" }).click();
  for (const it of DECIDED.filter((one) => one.chapter)) {
    await page.getByRole("link", { name: it.heading }).click();
    await page.fill("#chuong", it.chapter);
    const words = page.locator("[name=loi]").first();
    await words.fill((await words.inputValue()).replace("theo quy định tại khoản 1 Điều 78 của Luật Tổ chức chính quyền địa phương", "theo quy định của pháp luật"));
    await page.getByRole("button", { name: "Ghi điều này", exact: true }).last().click();
    if (it === DECIDED[0]) {
      await page.fill("#loi-gop-y", "Kiểm tra lại với Luật Tổ chức chính quyền địa phương hiện hành.");
      await page.getByRole("button", { name: "Gửi góp ý" }).click();
      await picture(page, "nq629-dieu", ".sentences");
    }
    await page.goto(`${sheet}/du-thao`);
  }
  await picture(page, "nq629-du-thao");
  step("assembling");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Xuất Word" }).click()]);
  const word = join(scratch, "du-thao.docx");
  await file.saveAs(word);
  const draft = await page.request.get(`${sheet}/xuat/json`).then((it) => it.json());
  step("export");
  await opened(word, draft);
  step("LibreOffice");
};

const opened = async (word, draft) => {
  const office = (form) => execFileSync("soffice", [`-env:UserInstallation=file://${scratch}/profile`, "--headless", "--convert-to", form, "--outdir", scratch, word], { stdio: "pipe" });
  try {
    office("txt:Text (encoded):UTF8");
  } catch (error) {
    console.log(`skipped: the draft was not opened with LibreOffice (${error.code ?? error.status})`);
    return;
  }
  const [text] = readFileSync(join(scratch, "du-thao.txt"), "utf8").split("BẢNG NGUỒN GỐC");
  const same = letters(text) === letters(told(draft));
  console.log(`${letters(text).length} letters and digits reopened, ${same ? "equal to the draft" : "NOT EQUAL to the draft"}`);
  if (!same) process.exitCode = 1;
  office("pdf");
  execFileSync("pdftoppm", ["-png", "-r", "72", "-f", "1", "-l", "1", "-singlefile", join(scratch, "du-thao.pdf"), join(pictures, "nq629-word")]);
};

try {
  await served("minh-hoa", shipped, illustrative);
  if (existsSync(council)) await served("nq629", [...shipped, ["thu-muc", council]], worked);
  else console.log(`skipped: no texts at ${council}`);
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
}
