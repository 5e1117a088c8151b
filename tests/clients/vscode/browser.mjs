// A headless Chromium that reaches this machine only.
import { createRequire } from "node:module";
import path from "node:path";

/**
 * Opens a page.
 *
 * @param {string} profile a folder for the browser's own files
 * @returns {Promise<{page: import("playwright-core").Page, refused: Map<string, number>, close: () => Promise<void>}>}
 *   the page, and how often it asked which other host for something, in vain
 */
export async function openBrowser(profile) {
  // $PLAYWRIGHT holds node_modules/playwright-core, $CHROMIUM is the browser's program.
  const require = createRequire(path.join(process.env.PLAYWRIGHT, "none.js"));
  const { chromium } = require("playwright-core");
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM,
    headless: true,
    viewport: { width: 1280, height: 800 },
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const refused = new Map();
  await page.route(
    (url) => url.hostname !== "127.0.0.1" && url.protocol.startsWith("http"),
    (route) => {
      const host = new URL(route.request().url()).hostname;
      refused.set(host, (refused.get(host) ?? 0) + 1);
      return route.abort();
    },
  );
  return { page, refused, close: () => context.close() };
}

/**
 * Waits up to 30 seconds until `condition`, which may be asynchronous, holds.
 *
 * @returns {Promise<boolean>} whether it does
 */
export async function wait(condition) {
  for (let i = 0; i < 300; i++) {
    if (await condition()) {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** Counts checks and writes a line for each. */
export class Checks {
  failed = 0;

  /** Reports `what`, with `detail` when it does not hold. */
  check(holds, what, detail = "") {
    this.failed += holds ? 0 : 1;
    const text = holds || detail === "" ? what : `${what}: ${detail}`;
    console.log(`${holds ? "ok" : "FAILED"}: ${text.replaceAll("\n", " ⏎ ")}`);
    return holds;
  }
}
