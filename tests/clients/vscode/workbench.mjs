// Works with the example in the VS Code workbench as a person would, and takes pictures of it.
// Usage: node workbench.mjs BASE_URL FOLDER PICTURES BROWSER_PROFILE MACHINE_SETTINGS
import { writeFileSync } from "node:fs";
import path from "node:path";
import { Checks, openBrowser, wait } from "./browser.mjs";

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

async function openDraft() {
  await page.goto(`${base}/?folder=${encodeURIComponent(folder)}`);
  await page.waitForSelector(".monaco-workbench .part.editor", { timeout: 60_000 });
  await openFromExplorer("brief.md");
}

async function openFromExplorer(name) {
  const file = page.locator(".explorer-folders-view .monaco-list-row", { hasText: name });
  await file.first().dblclick({ timeout: 30_000 });
  await page.locator(".tab.active", { hasText: name }).first().waitFor({ timeout: 30_000 });
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

const tree = () => page.locator(".pane-body .customview-tree");
const row = (text) => tree().locator(".monaco-list-row", { hasText: text }).first();

/** The rows of the view "Quotations" in sight, each as one line. */
async function quotations() {
  const rows = await tree().locator(".monaco-list-row").all();
  return Promise.all(rows.map(async (one) => (await one.innerText()).replace(/\s+/g, " ").trim()));
}

const tally = () => page.locator(".statusbar-item", { hasText: /\d+ of \d+ verified/ }).first();

/** Runs a command by its title, from the palette. */
async function run(title) {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input.input");
  await input.first().waitFor({ timeout: 10_000 });
  await page.keyboard.type(title);
  const best = page.locator(".quick-input-list .monaco-list-row.focused", { hasText: title });
  await best.first().waitFor({ timeout: 10_000 });
  await page.keyboard.press("Enter");
}

/** The view beside the draft: verdicts, a click that goes to the quotation, and one that opens the source beside it. */
async function checkView() {
  await page.keyboard.press("Control+w"); // the source that was opened last
  await openFromExplorer("brief.md");
  checks.check(await wait(() => tally().isVisible()), "the status bar has the tally");
  await tally().click();
  const listed = await wait(async () => (await quotations()).some((text) => text.includes("that it could wait until")));
  if (!checks.check(listed, "the view lists the quotations of the draft", (await quotations()).join(" | "))) {
    return;
  }
  await row("that it could wait until").click();
  const line = page.locator("#status\\.editor\\.selection");
  const jumped = await wait(async () => (await line.innerText()).includes("Ln 14"));
  checks.check(jumped, "a click goes to the quotation in the draft", await line.innerText());
  await row("that it could wait until").locator(".monaco-tl-twistie").click();
  await wait(async () => (await quotations()).some((text) => text.includes("Sea gate jams")));
  await row("Sea gate jams").click();
  const beside = page.locator(".editor-group-container").nth(1).locator(".tab", { hasText: "courier.md" });
  checks.check(await wait(() => beside.isVisible()), "a click on a passage opens its source beside the draft");
  const still = page.locator(".editor-group-container").first().locator(".tab.selected", { hasText: "brief.md" });
  checks.check(await still.isVisible(), "the draft stays where it is");
  await page.mouse.move(640, 20);
  await page.waitForTimeout(1500);
  await picture("view");
  await checkTooltips();
  await checkTyping();
  await checkFilter();
}

/** What the pointer brings up in the view and in the status bar. */
async function checkTooltips() {
  const card = page.locator(".workbench-hover:visible").first();
  const says = (pattern) => wait(async () => (await card.isVisible()) && pattern.test(await card.innerText()));
  await row("that it could wait until").hover();
  checks.check(await says(/Altered[\s\S]*that it could wait until the summer/), "a row says more when pointed at");
  await picture("row");
  await tally().hover();
  checks.check(await says(/verbatim[\s\S]*altered/), "the tally says more when pointed at");
  await picture("tally");
  await page.mouse.move(640, 20);
}

/** Typing in the draft, outside any quotation, must not make the view flicker. */
async function checkTyping() {
  await page.keyboard.press("Control+1");
  await page.keyboard.press("Control+g");
  await page.keyboard.type("8");
  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await page.evaluate(() => {
    globalThis.redrawn = 0;
    const tree = document.querySelector(".pane-body .customview-tree .monaco-list-rows");
    const watch = (changes) => (globalThis.redrawn += changes.flatMap((change) => [...change.removedNodes]).length);
    new MutationObserver(watch).observe(tree, { childList: true, subtree: true });
  });
  const before = await quotations();
  await page.keyboard.type(" Nothing of this is settled", { delay: 40 });
  await page.waitForTimeout(800);
  const redrawn = await page.evaluate(() => globalThis.redrawn);
  const same = JSON.stringify(await quotations()) === JSON.stringify(before);
  checks.check(redrawn === 0 && same, "the view stands still while somebody types", `${redrawn} parts were drawn anew`);
  await page.keyboard.type(". “Nobody asked the river,” said Sand.", { delay: 40 });
  const seen = await wait(async () => (await quotations()).some((text) => text.includes("Nobody asked the river")));
  checks.check(seen, "a quotation that is typed appears in the view", (await quotations()).join(" | "));
  await picture("typing");
  for (let i = 0; i < 20 && (await quotations()).join() !== before.join(); i++) {
    await page.keyboard.press("Control+z");
    await page.waitForTimeout(100);
  }
}

async function checkFilter() {
  const all = (await quotations()).length;
  await tree().hover();
  await page.locator(".sidebar .action-label[aria-label*='Needs Attention']").first().click();
  const fewer = await wait(async () => (await quotations()).every((text) => !text.includes("We gave the order")));
  checks.check(fewer, "what is settled can be left out", `${all}, then ${(await quotations()).join(" | ")}`);
  await picture("filtered");
  await page.locator(".sidebar .action-label[aria-label*='Show All Quotations']").first().click();
}

/** Every draft of the workspace, by the command. */
async function checkWorkspace() {
  await run("Verbatim: Check Workspace");
  const message = page.locator(".notification-list-item", { hasText: "in 1 draft verified" });
  checks.check(await comesUp(message), "checking the workspace ends with a sum");
  await picture("workspace");
  await page.keyboard.press("Escape");
}

async function checkDoctor() {
  await run("Verbatim: Doctor");
  const report = page.locator(".editor-group-container .view-lines", { hasText: "VS Code" }).first();
  const said = await report.waitFor({ timeout: 15_000 }).then(() => report.innerText(), () => "");
  checks.check(/archive|sources/.test(said) && !said.includes("unrecognized"), "the doctor reports", said);
  await page.waitForTimeout(800);
  await picture("doctor");
}

/** What somebody sees who has just installed the extension. */
async function checkWalkthrough() {
  await run("View: Close All Editors");
  await page.keyboard.press("Escape");
  await wait(async () => (await tree().locator(".monaco-list-row").count()) === 0);
  await page.waitForTimeout(500);
  await picture("welcome");
  await page.locator(".welcome-view-content a", { hasText: "How It Works" }).or(page.locator(".welcome-view-content .monaco-button", { hasText: "How It Works" })).first().click();
  const step = page.locator(".getting-started-step", { hasText: "See it at work" });
  checks.check(await step.first().waitFor({ timeout: 15_000 }).then(() => true, () => false), "the walkthrough opens");
  await page.keyboard.press("Control+b"); // the picture needs room
  await page.waitForTimeout(1500);
  await picture("walkthrough");
  await step.first().locator("a, .monaco-button", { hasText: "Open the Example" }).first().click();
  const opened = await wait(async () => (await page.locator(".tab.active", { hasText: "brief.md" }).count()) > 0 && (await tally().isVisible()));
  checks.check(opened, "and opens the example, which is checked");
  await page.keyboard.press("Control+b");
  await page.waitForTimeout(800);
  await picture("example");
}

/** Waits for a message. With the driver for tests switched on, messages do not come up by themselves. */
async function comesUp(message) {
  const bell = page.locator("#status\\.notifications");
  return wait(async () => {
    if (!(await message.first().isVisible())) {
      await bell.click();
      await page.waitForTimeout(300);
    }
    return message.first().isVisible();
  });
}

/** A program that is not there must be said plainly, where the user looks. */
async function checkMissingProgram() {
  writeFileSync(settingsFile, '{ "verbatim.path": "/no/such/program" }');
  const told = await comesUp(page.locator(".notification-list-item", { hasText: "/no/such/program" }));
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
    await checkView();
    await checkWorkspace();
    await checkDoctor();
    await checkWalkthrough();
    await checkMissingProgram();
  }
} catch (error) {
  checks.check(false, "the workbench could be worked with", String(error));
  await picture("failed").catch(() => {});
}
checks.check(refused.size === 0, "nothing is asked of another machine", JSON.stringify(Object.fromEntries(refused)));
await close();
process.exit(checks.failed === 0 ? 0 : 1);
