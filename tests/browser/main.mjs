// The reader's way through the site, in a real browser: search, open, jump to a khoản, go back.
//
// Needs BASE_URL: a server over the corpus that ships (corpus/minh-hoa and corpus/danh-muc). CHROMIUM names the browser
// when it is not /usr/bin/chromium. Prints one line a test, then "N passed, N failed"; the exit code is 1 when any failed.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const base = (process.env.BASE_URL ?? "").replace(/\/$/, "");
if (!base) {
  console.error("BASE_URL is not set, for example http://127.0.0.1:8080");
  process.exit(2);
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const LAW = "/vb/01-2026-qh-mh";
const PAGES = [
  "/",
  "/tim?q=kỳ+họp+bất+thường",
  "/tim?q=629/2019",
  "/tim?q=zzzzqqqq",
  "/vb",
  LAW,
  `${LAW}/dieu-5`,
  `${LAW}/dieu-5/khoan-2`,
  `${LAW}/dieu-999`,
  "/vb/02-2027-qh-mh",
  "/vb/03-2026-ubtvqh-mh",
  "/vb/10-kh-ubtvqh-mh",
  "/vb/13-vbhn-vpqh-mh",
  "/vb/09-2026-nq-hdnd-mh",
  "/vb/629-2019-ubtvqh14",
  `/dan-chieu${LAW.slice(3)}`,
  `/dan-chieu${LAW.slice(3)}/dieu-5`,
  "/luoc-do/02-2027-qh-mh",
  `${LAW}?ngay=2027-07-01`,
  `${LAW}/dieu-3?ngay=2027-07-01`,
  `/lich-su${LAW.slice(3)}`,
  `/lich-su${LAW.slice(3)}/dieu-3`,
  `/so-sanh?a=${LAW.slice(4)}&b=${LAW.slice(4)}&ngay-b=2027-07-01`,
  "/chi-dan/02-2027-qh-mh",
  "/chi-dan/04-2027-ubtvqh-mh",
  "/ra-soat",
  "/vuong-mac",
  "/dang-nhap",
  "/gioi-thieu",
  "/khong-co-trang-nay",
];

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: FLAGS,
});

let passed = 0;
let failed = 0;

const check = (holds, words) => {
  if (!holds) throw new Error(words);
};

// Runs one test in a window of its own; complaints of the browser (a blocked script, an uncaught error) fail it.
const test = async (name, options, run) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "vi-VN", ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    const expected = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !expected) complaints.push(message.text());
  });
  try {
    await run(page, context);
    check(complaints.length === 0, complaints.join("; "));
    passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}: ${error.message.split("\n")[0]}`);
  } finally {
    await context.close();
  }
};

const open = (page, path) => page.goto(base + path);
const path = (page) => decodeURI(new URL(page.url()).pathname);
const hash = (page) => decodeURI(new URL(page.url()).hash);

const inSight = async (page, id) => {
  const box = await page.locator(`[id="${id}"]`).boundingBox();
  const height = page.viewportSize().height;
  check(box && box.y > -5 && box.y < height, `#${id} is not in sight`);
};

const searchOpenJumpBack = async (page) => {
  await open(page, "/");
  await page.fill("#q", "kỳ họp bất thường");
  await page.press("#q", "Enter");
  await page.waitForURL("**/tim?**");
  check((await page.locator(".hit").count()) > 0, "no hits");
  check((await page.locator(".hit__snippet mark").count()) > 0, "nothing is marked in the snippets");

  await page.locator(".hit__link").first().click();
  await page.waitForURL("**/vb/**");
  check((await page.locator("h1").count()) === 1, "not one h1");

  await open(page, `${LAW}/dieu-5`);
  await page.getByRole("link", { name: "Xem trong toàn văn" }).click();
  await page.waitForURL(`**${LAW}#dieu-5`);
  await inSight(page, "dieu-5");

  await page.locator('[id="dieu-5/khoan-2"] > .unit__mark').click();
  check(hash(page) === "#dieu-5/khoan-2", `the address is ${page.url()}`);
  await inSight(page, "dieu-5/khoan-2");

  await page.goBack();
  check(hash(page) === "#dieu-5", `back leads to ${page.url()}`);
  await page.goBack();
  check(path(page) === `${LAW}/dieu-5`, `back leads to ${page.url()}`);
  await page.goBack();
  await page.goBack();
  check(path(page) === "/tim", `back leads to ${page.url()}`);
  check((await page.inputValue("#q")) === "kỳ họp bất thường", "the question is gone");
};

await test("search, open, jump to a khoản, go back", {}, searchOpenJumpBack);
await test("the same without scripts", { javaScriptEnabled: false }, searchOpenJumpBack);

await test("a question that names a provision leads to it", {}, async (page) => {
  await open(page, "/tim?q=k2 đ5 luật 01/2026/QH-MH");
  await page.locator(".direct__link").first().click();
  check(path(page) === `${LAW}/dieu-5/khoan-2`, `it leads to ${page.url()}`);
  await page.getByText("khoản 2 Điều 5 Luật số 01/2026/QH-MH").waitFor();
});

await test("the contents lead to every article, without scripts too", { javaScriptEnabled: false }, async (page) => {
  await open(page, LAW);
  const entry = page.locator('.contents__link[data-for="dieu-8"]');
  await entry.click();
  check(hash(page) === "#dieu-8", `the address is ${page.url()}`);
  await inSight(page, "dieu-8");
});

await test("the contents follow the reader", {}, async (page) => {
  await open(page, `${LAW}#dieu-8`);
  await page.locator('.contents__link[data-for="dieu-8"][aria-current="location"]').waitFor({ timeout: 3000 });
});

await test("keys: / to the box, j to the hits, Enter opens, ] to the next article", {}, async (page) => {
  await open(page, "/tim?q=kỳ họp");
  await page.keyboard.press("/");
  check(await page.evaluate(() => document.activeElement.id === "q"), "/ does not lead to the box");
  await page.keyboard.press("Escape");
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  const focused = await page.evaluate(() => document.activeElement.getAttribute("href"));
  check(focused?.startsWith("/vb/"), "j does not lead to a hit");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/vb/**");

  await open(page, `${LAW}/dieu-5`);
  await page.keyboard.press("]");
  await page.waitForURL(`**${LAW}/dieu-6`);
  await page.keyboard.press("[");
  await page.waitForURL(`**${LAW}/dieu-5`);
});

await test("the tools of a khoản copy its link and its citation", {}, async (page, context) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, `${LAW}#dieu-5/khoan-2`);
  const unit = page.locator('[id="dieu-5/khoan-2"]');
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await unit.getByRole("button", { name: "Chép trích dẫn" }).click();
  await page.getByText("Đã chép trích dẫn.").waitFor();
  check((await copied()) === "khoản 2 Điều 5 Luật số 01/2026/QH-MH", `copied ${await copied()}`);
  await unit.getByRole("button", { name: "Chép liên kết" }).click();
  await page.getByText("Đã chép liên kết.").waitFor();
  check((await copied()) === `${base}${LAW}/dieu-5/khoan-2`, `copied ${await copied()}`);
  await unit.getByRole("link", { name: "Mở riêng" }).click();
  check(path(page) === `${LAW}/dieu-5/khoan-2`, `it leads to ${page.url()}`);
});

await test("a citation shows what it cites, by pointer and by keyboard", {}, async (page) => {
  await open(page, LAW);
  const link = page.locator("a.cite[data-preview]").first();
  await link.hover();
  await page.locator("#xem-truoc:not([hidden]) .preview__name").waitFor({ timeout: 5000 });
  await page.keyboard.press("Escape");
  check(await page.locator("#xem-truoc").isHidden(), "Escape does not close the preview");
  await page.mouse.move(2, 2);
  await page.evaluate(() => document.querySelectorAll("a.cite[data-preview]")[1].focus());
  await page.locator("#xem-truoc:not([hidden]) .preview__status").waitFor({ timeout: 5000 });
  const described = await page.evaluate(() => document.activeElement.getAttribute("aria-describedby"));
  check(described === "xem-truoc", "the link is not described by its preview");
});

// A regulation of a province, the model it follows, the resolution that the model rests on, the law behind all of them.
const CHAIN = [
  "/vb/09-2026-nq-hdnd-mh.tinh-minh-hoa-mot",
  "/vb/08-2026-ubtvqh-mh",
  "/vb/03-2026-ubtvqh-mh/kem-theo-1/dieu-25",
  `${LAW}/dieu-23/khoan-1`,
];

const chainAndBack = async (page) => {
  await open(page, CHAIN[0]);
  for (const to of CHAIN.slice(1)) {
    await page.locator(`article a.cite[href="${to}"]`).first().click();
    await page.waitForURL(base + to);
    check((await page.locator("h1").count()) === 1, `${to} has not one h1`);
  }
  for (const before of CHAIN.slice(0, -1).reverse()) {
    await page.goBack();
    check(path(page) === before, `back leads to ${page.url()}, not ${before}`);
  }
};

await test("a chain of three citations and back", {}, chainAndBack);
await test("the same chain without scripts", { javaScriptEnabled: false }, chainAndBack);

await test("the diagram of relations has its table", {}, async (page) => {
  await open(page, "/luoc-do/02-2027-qh-mh");
  check((await page.locator("svg.diagram").count()) === 1, "no drawing");
  const rows = page.locator(".relations-table tbody tr");
  check((await rows.count()) > 0, "the table is empty");
  await rows.first().locator("a").first().click();
  await page.waitForURL("**/vb/**");
});

// A text through time: the law of 2026 and what the law of 2027 makes of it from 1 July 2027.
const DAY = "2027-07-01";
const DRAFT = "BẢN DỰ THẢO HỢP NHẤT, chưa được ký xác thực";

const throughTime = async (page) => {
  await open(page, `${LAW}/dieu-3`);
  check((await page.getByText(DRAFT).count()) === 0, "the text as enacted is called a draft");
  check(!(await page.locator("article").innerText()).includes("Bỏ phiếu điện tử là"), "the text is not that of today");
  await page.fill("#ngay", DAY);
  await page.getByRole("button", { name: "Xem", exact: true }).click();
  await page.waitForURL(`**/dieu-3?ngay=${DAY}`);
  await page.locator(".banner--draft", { hasText: DRAFT }).waitFor();
  check((await page.locator("article").innerText()).includes("Bỏ phiếu điện tử là"), "the text is not that of the day");
  check((await page.inputValue("#ngay")) === DAY, "the control has another day");
  check((await page.locator(".time__stops [aria-current]").innerText()).trim() === "01/07/2027", "the wording is not marked");

  const change = page.locator(".unit__change", { hasText: "02/2027/QH-MH" }).first();
  await change.getByRole("link", { name: "Xem thay đổi" }).click();
  await page.waitForURL("**/lich-su/01-2026-qh-mh/**");
  check((await page.locator(".wording__text ins").count()) > 0, "no word is marked as added");
  await page.goBack();
  await page.getByRole("link", { name: "Về hôm nay" }).click();
  await page.waitForURL(`**${LAW}/dieu-3`);
};

await test("a day leads to the text of that day, and what changed is shown", {}, throughTime);
await test("the same day without scripts", { javaScriptEnabled: false }, throughTime);

await test("a wording that was changed shows what went and what came", {}, async (page) => {
  await open(page, `/lich-su${LAW.slice(3)}/dieu-24`);
  const wordings = page.locator(".wording");
  check((await wordings.count()) === 2, `${await wordings.count()} wordings`);
  for (const mark of ["ins", "del"]) {
    check((await wordings.first().locator(`.wording__text ${mark}`).count()) > 0, `no ${mark}`);
  }
  await wordings.first().locator(".wording__cause", { hasText: "02/2027/QH-MH" }).first().waitFor();
  check((await wordings.last().locator("ins, del").count()) === 0, "the first wording is marked as changed");
});

await test("the time of a document is drawn and stands in a table", {}, async (page) => {
  await open(page, LAW);
  await page.getByRole("link", { name: "Dòng thời gian" }).click();
  await page.waitForURL("**/lich-su/01-2026-qh-mh");
  const dots = await page.locator("svg.axis .axis__dot").count();
  const rows = page.locator(".history__table tbody tr");
  check(dots > 1 && (await rows.count()) >= dots, `${dots} dots, ${await rows.count()} rows`);
  check(Boolean(await page.locator("svg.axis").getAttribute("aria-label")), "the drawing has no name");
  const changed = rows.filter({ hasText: "02/2027/QH-MH" }).filter({ hasText: "sửa đổi" }).first();
  check((await changed.locator("q").innerText()).length > 20, "no sentence proves the change");
  await changed.locator("td a").first().click();
  check(new URL(page.url()).searchParams.get("ngay") !== null, `it leads to ${page.url()}`);
});

await test("two days of one text stand side by side, what is the same is folded", {}, async (page) => {
  await open(page, `${LAW}?ngay=${DAY}`);
  await page.getByRole("link", { name: "So với khi ban hành" }).click();
  await page.waitForURL("**/so-sanh?**");
  await page.locator(".banner--draft", { hasText: DRAFT }).waitFor();
  const changed = page.locator(".compare__table tbody tr:not(.compare__same)");
  check((await changed.count()) > 0, "nothing differs");
  check((await changed.locator("ins").count()) > 0, "no word is marked as added");
  const folded = page.locator(".compare__same").first();
  check(!(await folded.locator("li").first().isVisible()), "what is the same is not folded");
  await folded.locator("summary").click();
  check(await folded.locator("li").first().isVisible(), "what is the same does not unfold");
  const sum = await page.locator(".compare__sum").innerText();
  const [same, differ] = sum.match(/\d+/g).map(Number);
  const named = await page.locator(".compare__same li").count();
  check(same === named && differ === (await changed.count()), `told: ${sum}; ${named} are folded`);
  await page.fill("[name=ngay-b]", "2026-12-31");
  await page.getByRole("button", { name: "So sánh", exact: true }).click();
  await page.locator(".compare__sum", { hasText: " 0 điều khác nhau" }).waitFor();
});

await test("an amending law tells what became of each of its instructions", {}, async (page) => {
  await open(page, "/vb/02-2027-qh-mh");
  await page.getByRole("link", { name: "Các chỉ dẫn sửa đổi" }).click();
  await page.waitForURL("**/chi-dan/02-2027-qh-mh");
  const orders = page.locator(".orders__one");
  const total = await orders.count();
  check(total > 5, `${total} instructions`);
  check((await page.locator(".orders__outcome").filter({ hasText: /hiện|kho/ }).count()) === total, "an outcome is missing");
  const done = await page.locator(".orders__outcome", { hasText: "Đã thực hiện" }).count();
  const told = await page.locator(".orders > p", { hasText: "chỉ dẫn" }).innerText();
  check(told.startsWith(`${total} chỉ dẫn, trong đó ${done} `), `told: ${told}; ${done} of ${total} are done`);
  for (const at of [0, total - 1]) check((await orders.nth(at).locator("q").innerText()).length > 10, "no sentence");
  await page.locator(".orders__outcome a", { hasText: "xem thay đổi" }).first().click();
  await page.waitForURL("**/lich-su/**");
  await page.locator(".wording").first().waitFor();
});

await test("footnotes lead to their text and back", {}, async (page) => {
  await open(page, "/vb/13-vbhn-vpqh-mh");
  const mark = page.locator(".note-mark__link").first();
  await mark.click();
  check(/^#chu-thich-\d+$/.test(hash(page)), `the address is ${page.url()}`);
  await inSight(page, hash(page).slice(1));
  await page.locator(`[id="${hash(page).slice(1)}"] .notes__mark`).click();
  check(/^#goi-chu-thich-\d+$/.test(hash(page)), `the address is ${page.url()}`);
});

await test("an article that does not exist is told with a way out", {}, async (page) => {
  const response = await open(page, `${LAW}/dieu-999`);
  check(response.status() === 404, `status ${response.status()}`);
  await page.getByRole("heading", { name: "Văn bản có, nhưng không có Điều 999" }).waitFor();
  await page.getByRole("link", { name: "Xem mục lục của văn bản" }).click();
  check(path(page) === LAW, `it leads to ${page.url()}`);
});

await test("on paper there is the text and its address, no furniture", {}, async (page) => {
  await open(page, LAW);
  await page.emulateMedia({ media: "print" });
  check(!(await page.locator(".page__header").isVisible()), "the head of the page is printed");
  check(!(await page.locator(".contents").isVisible()), "the contents are printed");
  check((await page.locator(".print-address").innerText()).endsWith(LAW), "the address is not printed");
});

// From guidance of three authorities to a draft as a Word file: scope, groups, decisions by keyboard, sentences, export.
await test("overlapping guidance becomes a draft", { acceptDownloads: true }, async (page) => {
  await open(page, "/ra-soat");
  await page.fill("#ten", "Hướng dẫn kỳ họp");
  await page.locator(`input[name=van-ban][value="05-hd-bctdb-mh"]`).check();
  await page.fill("#loc", "07/HD-MTTW-MH");
  await page.getByRole("button", { name: "Lọc danh sách", exact: true }).click();
  await page.getByText("Đã chọn 1 văn bản").waitFor();
  check((await page.inputValue("#ten")) === "Hướng dẫn kỳ họp", "filtering forgets the name");
  await page.fill("#loc", "");
  await page.press("#loc", "Enter");
  await page.locator(`input[name=van-ban][value="06-2026-tt-bnv-mh"]`).waitFor();
  for (const slug of ["05-hd-bctdb-mh", "06-2026-tt-bnv-mh", "07-hd-mttw-mh"]) {
    await page.locator(`input[name=van-ban][value="${slug}"]`).check();
  }
  await page.fill("#khac", "03/2026/UBTVQH-MH");
  await page.getByRole("button", { name: "Lập bảng và tìm nhóm" }).click();
  await page.locator(".groups__one").first().waitFor({ timeout: 20000 });
  check((await page.locator("svg.matrix").count()) === 1, "no matrix");
  PAGES.push(path(page));
  await page.locator(".groups__head a", { hasText: "Gửi tài liệu" }).first().click();
  PAGES.push(path(page));

  check((await page.locator(".pairs del, .pairs ins").count()) > 0, "no difference is marked");
  await page.keyboard.press("2");
  await page.waitForURL("**?xong=quyet-dinh");
  await page.locator(".badge", { hasText: "Chồng chéo" }).waitFor();
  const first = path(page);
  await page.keyboard.press("j");
  await page.waitForURL((url) => decodeURI(url.pathname) !== first);
  await page.keyboard.press("k");
  await page.waitForURL((url) => decodeURI(url.pathname) === first);
  await page.locator("#ly-do").focus();
  await page.keyboard.press("3");
  check((await page.inputValue("#ly-do")) === "3", "a digit in a field decides");

  const boxes = page.locator("input[name=cau]");
  for (const at of [0, 1]) await boxes.nth(at).check();
  await page.getByRole("button", { name: "Đưa các câu đã chọn vào dự thảo" }).click();
  await page.waitForURL("**?xong=chon-cau");
  await page.getByRole("link", { name: "Dự thảo" }).click();
  PAGES.push(path(page));
  await page.fill("#trich-yeu", "hướng dẫn thống nhất về kỳ họp");
  await page.getByRole("button", { name: "Ghi trích yếu" }).click();
  await page.locator(".drafted__head a").first().click();
  PAGES.push(path(page));
  await page.locator("[name=loi]").first().fill("Câu này đã được người soạn sửa lại.");
  await page.getByRole("button", { name: "Ghi điều này", exact: true }).last().click();
  await page.locator(".sentences__changed ins").first().waitFor();
  await page.getByRole("link", { name: "Dự thảo" }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Xuất Word" }).click(),
  ]);
  const bytes = readFileSync(await file.path());
  check(file.suggestedFilename().endsWith(".docx") && bytes.subarray(0, 2).toString() === "PK", "no Word file");
  await page.getByRole("link", { name: "Lịch sử, hoàn tác" }).click();
  PAGES.push(path(page));
  const before = await page.locator("tbody tr").count();
  await page.getByRole("button", { name: /^Hoàn tác/ }).first().click();
  await page.waitForFunction((rows) => document.querySelectorAll("tbody tr").length === rows + 1, before);
});

for (const width of [360, 820]) {
  await test(`nothing is wider than a window of ${width} px`, { viewport: { width, height: 780 } }, async (page) => {
    for (const at of PAGES) {
      await open(page, at);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(over <= 0, `${at} is ${over} px too wide`);
    }
  });
}

const LOOKS = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "on a phone": { colorScheme: "light", viewport: { width: 360, height: 780 } },
};
for (const [look, options] of Object.entries(LOOKS)) {
  await test(`no serious barrier, ${look}`, options, async (page) => {
    const found = [];
    for (const at of PAGES) {
      await open(page, at);
      // The page's own policy forbids foreign script elements; the debugger's evaluation is no such element.
      await page.evaluate(axe);
      const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      for (const it of result.violations) {
        if (it.impact !== "serious" && it.impact !== "critical") continue;
        found.push(`${at}: ${it.id} (${it.nodes.length}) ${it.nodes[0].target}`);
      }
    }
    check(found.length === 0, found.join(" | "));
  });
}

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
