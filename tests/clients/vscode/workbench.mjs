// Works with the example in the VS Code workbench as a person would, and takes pictures of it.
// Usage: node workbench.mjs BASE_URL FOLDER PICTURES BROWSER_PROFILE MACHINE_SETTINGS
import { writeFileSync } from "node:fs";
import path from "node:path";
import { Checks, openBrowser } from "./browser.mjs";

const [base, folder, pictures, profile, settingsFile] = process.argv.slice(2);
const { page, refused, close } = await openBrowser(profile);
const checks = new Checks();
const picture = (name) => page.screenshot({ path: path.join(pictures, `${name}.png`) });
const ALTERED = /altered-quote|changed-meaning/;

/** The rows of the Problems panel, each as one line. */
async function problems() {
  const rows = await page.locator(".markers-panel-container .monaco-list-row, .markers-panel .monaco-list-row").all();
  return Promise.all(rows.map(async (row) => (await row.innerText()).replace(/\s+/g, " ")));
}

/** How many errors and warnings the status bar counts, as "12 4". The Problems panel holds only the rows in sight. */
async function counts() {
  return (await page.locator("#status\\.problems").innerText()).trim().replace(/\s+/g, " ");
}

/** Waits up to 15 seconds. */
async function wait(condition) {
  for (let i = 0; i < 150; i++) {
    if (await condition()) {
      return true;
    }
    await page.waitForTimeout(100);
  }
  return false;
}

async function openDraft() {
  await page.goto(`${base}/?folder=${encodeURIComponent(folder)}`);
  await page.waitForSelector(".monaco-workbench .part.editor", { timeout: 60_000 });
  const row = page.locator(".explorer-folders-view .monaco-list-row", { hasText: "brief.md" });
  await row.first().dblclick({ timeout: 30_000 });
  await page.waitForSelector(".monaco-editor .view-line", { timeout: 30_000 });
}

async function checkFindings() {
  const squiggle = page.locator(".monaco-editor .squiggly-error").first();
  const seen = await squiggle.waitFor({ state: "attached", timeout: 30_000 }).then(() => true, () => false);
  if (!checks.check(seen, "a mistake is underlined")) {
    return false;
  }
  await page.keyboard.press("Control+Shift+M");
  const listed = await wait(async () => (await problems()).some((row) => ALTERED.test(row)));
  const rows = await problems();
  checks.check(listed, "the Problems panel lists an altered quotation", rows.join(" | "));
  const codes = new Set(rows.flatMap((row) => row.match(/verbatim ([a-z-]+) \[Ln/)?.[1] ?? []));
  checks.check(codes.size >= 3, `the Problems panel shows several rules: ${[...codes].join(", ")}`, rows.join(" | "));
  await page.mouse.move(640, 20);
  await page.waitForTimeout(500);
  await picture("diagnostics");
  return listed;
}

/** Puts the cursor on the first finding whose row matches, by a double click in the Problems panel, and closes the panel. */
async function goTo(pattern) {
  const rows = page.locator(".markers-panel-container .monaco-list-row, .markers-panel .monaco-list-row");
  if (!(await rows.first().isVisible())) {
    await page.keyboard.press("Control+Shift+M");
  }
  await rows.filter({ hasText: pattern }).first().dblclick({ position: { x: 90, y: 10 } });
  await page.keyboard.press("Control+j");
  await page.waitForTimeout(500);
}

async function checkHover() {
  await goTo(ALTERED);
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Control+i");
  const card = page.locator(".monaco-hover:visible .hover-contents, .monaco-resizable-hover:visible .hover-contents");
  await card.first().waitFor({ timeout: 15_000 });
  await page.waitForTimeout(800);
  const text = (await card.allInnerTexts()).join(" / ").replace(/\s+/g, " ");
  checks.check(text.length > 60 && ALTERED.test(text), "the hover card shows the finding and the passage", text);
  console.log(`hover card: ${text}`);
  await picture("hover");
  await page.keyboard.press("Escape");
}

async function checkQuickFix() {
  await goTo(ALTERED);
  const before = await counts();
  await page.keyboard.press("Control+.");
  const menu = page.locator(".action-widget .action .title, .action-widget .monaco-list-row .title");
  await menu.first().waitFor({ timeout: 15_000 });
  await page.waitForTimeout(500);
  const titles = await menu.allInnerTexts();
  console.log(`quick fixes: ${titles.join(" | ")}`);
  await picture("quick-fix");
  await page.keyboard.press("Enter");
  const fewer = before.replace(/\d+/, (errors) => String(Number(errors) - 1));
  const settled = await wait(async () => (await counts()) === fewer);
  checks.check(settled, `the quick fix "${titles[0]}" settles the finding`, `${before}, then ${await counts()}`);
  await page.keyboard.press("Control+z");
  const back = await wait(async () => (await counts()) === before);
  checks.check(back, "when it is undone, the finding is back", `${before}, then ${await counts()}`);
}

async function checkDefinition() {
  await goTo(ALTERED);
  await page.keyboard.press("F12");
  const title = page.locator(".tabs-container .tab.active");
  const opened = await wait(async () => !(await title.first().innerText()).includes("brief.md"));
  await page.waitForTimeout(800);
  checks.check(opened, "go to definition opens the source", await title.first().innerText());
  await picture("source");
}

/** A program that is not there must be said plainly, where the user looks. */
async function checkMissingProgram() {
  writeFileSync(settingsFile, '{ "verbatim.path": "/no/such/program" }');
  // With the driver for tests switched on, messages do not come up by themselves.
  const message = page.locator(".notifications-center .notification-list-item", { hasText: "/no/such/program" });
  const bell = page.locator("#status\\.notifications");
  const told = await wait(async () => {
    if (!(await message.first().isVisible())) {
      await bell.click();
    }
    return message.first().isVisible();
  });
  checks.check(told, "a message says that the program is missing");
  await page.waitForTimeout(500);
  await picture("missing-program");
  writeFileSync(settingsFile, "{}");
}

try {
  await openDraft();
  if (await checkFindings()) {
    await checkHover();
    await checkQuickFix();
    await checkDefinition();
    await checkMissingProgram();
  }
} catch (error) {
  checks.check(false, "the workbench could be worked with", String(error));
  await picture("failed").catch(() => {});
}
checks.check(refused.size === 0, "nothing is asked of another machine", JSON.stringify(Object.fromEntries(refused)));
await close();
process.exit(checks.failed === 0 ? 0 : 1);
