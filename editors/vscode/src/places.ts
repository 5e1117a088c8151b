/** Takes the user to a quotation in the draft, and to a passage in a source beside it. */
import * as vscode from "vscode";
import type { Passage, Quotation, Range } from "./protocol";

/** A stretch of a document, as the editor has it. */
export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** The quotation around the cursor, if there is one. */
export function quotationAt(quotations: readonly Quotation[], cursor: vscode.Position): Quotation | undefined {
  return quotations.find((quotation) => toRange(quotation.range).contains(cursor));
}

/** Puts the cursor on a quotation of `draft`, in the editor that shows it. */
export async function showQuotation(draft: vscode.TextDocument, quotation: Quotation): Promise<void> {
  const start = toRange(quotation.range).start;
  const column = columnOf(draft.uri);
  const editor = await vscode.window.showTextDocument(draft, column === undefined ? {} : { viewColumn: column });
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(toRange(quotation.range), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Opens a source beside `draft` with the passage selected. One source takes the place of the other, and the focus stays. */
export async function showPassage(draft: vscode.Uri, passage: Passage): Promise<void> {
  const uri = vscode.Uri.parse(passage.uri);
  const beside = Math.min((columnOf(draft) ?? vscode.ViewColumn.One) + 1, vscode.ViewColumn.Nine);
  const range = toRange(passage.range);
  const editor = await vscode.window.showTextDocument(uri, {
    viewColumn: columnOf(uri) ?? beside,
    selection: range,
    preserveFocus: true,
  });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
}

/** The column in which a document is in sight. */
function columnOf(uri: vscode.Uri): vscode.ViewColumn | undefined {
  return vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString())?.viewColumn;
}
