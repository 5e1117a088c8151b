/** What the user is told when the server cannot be had, with a way on. */
import * as vscode from "vscode";
import type { Program } from "./program";

/** The command that installs the program. */
const INSTALL = "cargo install verbatim-ls --locked";

/** Says that there is no program to start, and what to do. */
export async function explainMissing(program: Program & { kind: "missing" }): Promise<void> {
  const settings = "Open Settings";
  const copy = "Copy Install Command";
  const reload = "Try Again";
  const message =
    program.from === "setting"
      ? `The setting "verbatim.path" names ${program.wanted}, which is not a program that can be run. Correct it, or empty it to use the one on PATH.`
      : `The program "verbatim" is not on PATH, so quotations are not checked. Install it (${INSTALL}), or say where it is in the setting "verbatim.path".`;
  const choices = program.from === "setting" ? [settings, reload] : [copy, settings, reload];
  const choice = await vscode.window.showErrorMessage(message, ...choices);
  if (choice === settings) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "verbatim.path");
  } else if (choice === copy) {
    await vscode.env.clipboard.writeText(INSTALL);
  } else if (choice === reload) {
    await vscode.commands.executeCommand("verbatim.restart");
  }
}

/** Says that the program was started and did not answer as a server. */
export async function explainFailure(program: string): Promise<void> {
  await offerLog(
    `${program} did not start as a language server. The log says why; \`${program} --version\` in a terminal shows whether the program runs at all.`,
  );
}

/** Says that something was asked of a server that does not run. */
export async function explainStopped(): Promise<void> {
  await offerLog("The Verbatim server is not running, so it cannot be asked. The log says why.");
}

async function offerLog(message: string): Promise<void> {
  const log = "Show Log";
  if ((await vscode.window.showErrorMessage(message, log)) === log) {
    await vscode.commands.executeCommand("verbatim.showLog");
  }
}
