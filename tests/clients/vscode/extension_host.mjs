// Runs extension_host_test.js inside the extension host of a running code-server, and ends with its result.
// Usage: node extension_host.mjs BASE_URL FOLDER EXTENSION_FOLDER TEST_MODULE BROWSER_PROFILE
import { openBrowser } from "./browser.mjs";

const [base, folder, extension, test, profile] = process.argv.slice(2);
const { page, close } = await openBrowser(profile);
const result = new Promise((resolve) => {
  page.exposeFunction("codeAutomationExit", resolve);
  setTimeout(() => {
    console.log("FAILED: the extension host gave no result within 120 seconds");
    resolve(124);
  }, 120_000).unref();
});
await page.exposeFunction("codeAutomationLog", (_type, args) => {
  const lines = args.filter((arg) => typeof arg === "string" && /^(ok|FAILED|VS Code)/.test(arg));
  for (const line of lines) {
    console.log(line);
  }
});
const remote = (file) => `vscode-remote://${new URL(base).host}${encodeURI(file)}`;
const payload = [
  ["extensionDevelopmentPath", remote(extension)],
  ["extensionTestsPath", remote(test)],
  ["enableProposedApi", ""],
];
await page.goto(
  `${base}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`,
);
const code = await result;
await close();
process.exit(code);
