// Makes the pictures of the user guide from the real pages: node pictures.mjs with BASE_URL of a server over the shipped
// corpus and a new workspace; they go to docs/hinh.

import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";

const base = (process.env.BASE_URL ?? "").replace(/\/$/, "");
const folder = new URL("../../docs/hinh/", import.meta.url).pathname;
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage({ viewport: { width: 1000, height: 640 }, locale: "vi-VN", colorScheme: "light" });
const picture = async (name, from) => {
  if (from) await page.locator(from).first().evaluate((it) => it.scrollIntoView({ block: "start" }));
  await page.screenshot({ path: `${folder}${name}.png` });
};

await page.goto(`${base}/ra-soat`);
await page.fill("#ten", "Hướng dẫn kỳ họp và tiếp xúc cử tri");
await page.fill("#khac", "05/HD-BCTĐB-MH\n06/2026/TT-BNV-MH\n07/HD-MTTW-MH\n03/2026/UBTVQH-MH");
await picture("ra-soat-lap-bang", "#bang-moi");
await page.getByRole("button", { name: "Lập bảng và tìm nhóm" }).click();
await page.locator(".groups__one").first().waitFor({ timeout: 20000 });
await picture("ra-soat-nhom");
await picture("ra-soat-ma-tran", "#ma-tran");
await page.locator(".groups__head a", { hasText: "Gửi tài liệu" }).first().click();
await page.fill("#ly-do", "Quy chế quy định thời hạn chung; các hướng dẫn nêu thời hạn khác.");
await page.locator("[name=ket-luan][value=chong-cheo]").check();
await page.getByRole("button", { name: "Ghi quyết định" }).click();
await picture("ra-soat-canh-nhau", ".sides");
await picture("ra-soat-quyet-dinh", "#quyet-dinh");
const boxes = page.locator("fieldset", { hasText: "03/2026/UBTVQH-MH" }).locator("input[name=cau]");
for (let at = 0; at < (await boxes.count()); at += 1) await boxes.nth(at).check();
await page.getByRole("button", { name: "Đưa các câu đã chọn vào dự thảo" }).click();
await page.getByRole("link", { name: "Dự thảo" }).click();
await page.fill("#trich-yeu", "hướng dẫn thống nhất về kỳ họp của Hội đồng nhân dân");
await page.getByRole("button", { name: "Ghi trích yếu" }).click();
await page.locator(".drafted__head a").first().click();
const words = page.locator("[name=loi]").first();
await words.fill((await words.inputValue()).replace("chậm nhất là", "muộn nhất là"));
await page.getByRole("button", { name: "Ghi điều này", exact: true }).last().click();
await picture("ra-soat-dieu", "#ten-dieu");
await browser.close();
