/** How quotations and passages look in the view. */
import * as vscode from "vscode";
import type { Passage, Quotation } from "./protocol";
import { label, passageDetail, sign, verdictText, type Row } from "./rows";

/** A passage below its quotation. */
export interface PassageNode {
  readonly row: Row;
  readonly passage: Passage;
}

/** What stands in the tree. */
export type Node = Row | PassageNode;

/** Tells passages from quotations. */
export const isPassage = (node: Node): node is PassageNode => "passage" in node;

/** The row of a quotation; a click goes to it in the draft. */
export function quotationItem(row: Row): vscode.TreeItem {
  const { quotation } = row;
  const state = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label(quotation), quotation.evidence.length === 0 ? state.None : state.Collapsed);
  const { icon, color } = sign(quotation);
  item.id = row.id;
  item.description = quotation.speaker ?? "";
  item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
  item.tooltip = quotationTooltip(quotation);
  item.contextValue = quotation.evidence.length === 0 ? "quotation" : "quotation.sourced";
  item.command = { command: "verbatim.showQuotation", title: "Show in Draft", arguments: [row.id] };
  item.accessibilityInformation = { label: `${verdictText(quotation.verdict)}: ${quotation.text}, ${quotation.speaker ?? ""}` };
  return item;
}

function quotationTooltip(quotation: Quotation): vscode.MarkdownString {
  const findings = quotation.codes.length === 0 ? "" : ` (${quotation.codes.join(", ")})`;
  const speaker = quotation.speaker === null ? "" : `\n\n— ${escaped(quotation.speaker)}`;
  const verdict = `**${capitalized(verdictText(quotation.verdict))}**${findings}`;
  return new vscode.MarkdownString(`${verdict}\n\n“${escaped(quotation.text)}”${speaker}`);
}

/** The row of a passage; a click opens its source. */
export function passageItem({ row, passage }: PassageNode): vscode.TreeItem {
  const index = row.quotation.evidence.indexOf(passage);
  const item = new vscode.TreeItem(passage.source);
  item.id = `${row.id}.${index}`;
  item.description = passageDetail(passage);
  item.iconPath = new vscode.ThemeIcon("book");
  item.tooltip = new vscode.MarkdownString(`${escaped(passage.text)}\n\n— ${escaped(passage.source)}`);
  item.contextValue = "passage";
  item.command = { command: "verbatim.showPassage", title: "Open the Source Beside", arguments: [row.id, index] };
  return item;
}

/** Somebody's words as Markdown that shows them as they are. The editor's own way makes lines that do not wrap. */
function escaped(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]()#+\-.!<>|~&$:]/g, "\\$&");
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
