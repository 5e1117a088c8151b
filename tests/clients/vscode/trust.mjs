// Opens a folder whose own settings name a program to start, in a VS Code that does not trust it, and then trusts it.
// Usage: node trust.mjs BASE_URL FOLDER BROWSER_PROFILE TRACE; the program writes TRACE when it is started.
import { existsSync } from "node:fs";
import { Checks, openBrowser, wait } from "./browser.mjs";

const [base, folder, profile, trace] = process.argv.slice(2);
const { page, close } = await openBrowser(profile);
const checks = new Checks();

try {
  await page.goto(`${base}/?folder=${encodeURIComponent(folder)}`);
  await page.waitForSelector(".monaco-workbench .part.editor", { timeout: 60_000 });
  const restricted = page.locator(".statusbar-item", { hasText: "Restricted Mode" });
  checks.check(await wait(() => restricted.isVisible()), "the folder is opened without trust");
  const draft = page.locator(".explorer-folders-view .monaco-list-row", { hasText: "brief.md" });
  await draft.first().dblclick({ timeout: 30_000 });
  const tally = page.locator(".statusbar-item", { hasText: /\d+ of \d+ verified/ });
  checks.check(await wait(() => tally.isVisible()), "its draft is checked all the same");
  checks.check(!existsSync(trace), "the program that it names is not started");
  await restricted.click();
  await page.locator(".workspace-trust-editor .monaco-button", { hasText: "Trust" }).first().click();
  checks.check(await wait(() => existsSync(trace)), "once it is trusted, the program that it names is started");
} catch (error) {
  checks.check(false, "trust could be tried", String(error));
}
await close();
process.exit(checks.failed === 0 ? 0 : 1);
