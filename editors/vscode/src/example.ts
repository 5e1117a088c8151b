/** The example that comes with the extension, for those who want to see something before they have drafts of their own. */
import * as vscode from "vscode";

/** The draft in the folder of the example. */
const DRAFT = "brief.md";

/** Copies the example to a place where it may be edited, unless it is there already, and opens its draft. */
export async function openExample(context: vscode.ExtensionContext): Promise<void> {
  const copy = vscode.Uri.joinPath(context.globalStorageUri, "example");
  try {
    await vscode.workspace.fs.stat(vscode.Uri.joinPath(copy, DRAFT));
  } catch {
    await vscode.workspace.fs.copy(vscode.Uri.joinPath(context.extensionUri, "example"), copy, { overwrite: true });
  }
  await vscode.window.showTextDocument(vscode.Uri.joinPath(copy, DRAFT), { preview: false });
}
