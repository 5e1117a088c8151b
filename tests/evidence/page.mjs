// Opens a report in headless Chromium as its readers do, light, dark, narrow and on paper, and says what is wrong with it.
//   node page.mjs REPORT.html OUT-FOLDER NODE-MODULES CHROMIUM
// Ends with 1 when the page asks for anything, runs a script that is not its own, breaks out of its width, when axe-core
// finds a violation, or when filters and links do not do what they say.
import { createRequire } from "node:module";
import { readFileSync, mkdirSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [file, out, modules, executablePath] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
mkdirSync(out, { recursive: true });
const url = pathToFileURL(file).href;
const problems = [];
const must = (holds, what) => holds || problems.push(what);

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
for (const [name, options] of Object.entries({
  light: { colorScheme: "light", viewport: { width: 1280, height: 900 } },
  dark: { colorScheme: "dark", viewport: { width: 1280, height: 900 } },
  narrow: { colorScheme: "light", viewport: { width: 390, height: 800 } },
})) {
  const context = await browser.newContext({ ...options, bypassCSP: false });
  const page = await context.newPage();
  page.on("request", (request) => must(request.url().split("#")[0] === url, `${name}: asks for ${request.url()}`));
  page.on("console", (message) => must(!["error", "warning"].includes(message.type()), `${name}: ${message.text()}`));
  page.on("dialog", (dialog) => { problems.push(`${name}: a script of the draft ran: ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(url);
  await page.screenshot({ path: `${out}/${name}.png` });
  await page.screenshot({ path: `${out}/${name}-whole.png`, fullPage: true });
  const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  must(width <= 0, `${name}: the page is ${width} pixels wider than the window`);
  await context.close();

  // The page's policy keeps axe out, as it keeps everything out; what it sees is the same without.
  const open = await browser.newContext({ ...options, bypassCSP: true });
  const seen = await open.newPage();
  await seen.goto(url);
  await seen.evaluate(axe);
  const { violations } = await seen.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  for (const violation of violations) {
    problems.push(`${name}: axe: ${violation.id}: ${violation.help}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
  }
  await open.close();
}

const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
await page.goto(url);
const visible = () => page.locator(".card:visible").count();
const all = await visible();
must(all > 0, "there is no evidence");
for (const button of await page.locator("button[data-verdict]").all()) {
  const verdict = await button.getAttribute("data-verdict");
  const count = Number(await button.locator("b").textContent());
  await button.focus();
  await page.keyboard.press("Space");
  must((await visible()) === all - count, `hiding ${verdict} by the keyboard does not hide ${count} of ${all}`);
  await page.keyboard.press("Space");
  must((await visible()) === all, `showing ${verdict} again does not`);
}
await page.locator("#only-findings").click();
must((await page.locator('.card[data-findings="false"]:visible').count()) === 0, "a card without findings is still shown");
await page.locator("#only-findings").click();
for (const link of await page.locator("a[href^='#']").all()) {
  const target = (await link.getAttribute("href")).slice(1);
  must(await page.evaluate((id) => document.getElementById(id) !== null, target), `a link leads to #${target}, which is nowhere`);
}
for (const link of await page.locator("a:not([href^='#'])").all()) {
  must(/^https?:/.test(await link.getAttribute("href")), `a link leads to ${await link.getAttribute("href")}`);
}
must((await page.locator("script").count()) === 1, "there are other scripts than the page's own");
must((await page.locator("img, iframe, object, embed, form, link, video, audio").count()) === 0, "there are elements that load or act");
await page.pdf({ path: `${out}/print.pdf`, format: "A4", printBackground: true });
await browser.close();
console.log(problems.join("\n") || `${all} quotations, nothing to object to`);
process.exit(problems.length ? 1 : 0);
