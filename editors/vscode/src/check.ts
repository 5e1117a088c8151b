/** "Check Workspace": all drafts, open or not; findings go to the Problems panel, the sum is told. */
import * as vscode from "vscode";
import { CHECK_WORKSPACE, type WorkspaceSummary } from "./protocol";
import { summaryText } from "./rows";
import type { Server } from "./server";

/** Has the server check every draft and says how they stand. */
export async function checkWorkspace(server: Server): Promise<void> {
  const location = vscode.ProgressLocation.Window;
  const summary = await vscode.window.withProgress({ location, title: "Checking the drafts of the workspace" }, () =>
    server.command<WorkspaceSummary>(CHECK_WORKSPACE),
  );
  if (summary === undefined) {
    return;
  }
  const problems = "Show Problems";
  const show = summary.problems.length === 0 ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  const choice = await show([summaryText(summary), ...summary.problems].join(" "), problems);
  if (choice === problems) {
    await vscode.commands.executeCommand("workbench.actions.view.problems");
  }
}
