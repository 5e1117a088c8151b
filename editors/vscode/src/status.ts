/** The entry in the status bar: whether the server runs, and how the open draft stands. */
import * as vscode from "vscode";
import type { Checked, OpenDraft } from "./draft";
import { tallyLines, tallyText } from "./rows";
import { DOCUMENTS, type Server, type ServerState } from "./server";
import { VIEW } from "./view";

/** Where a click leads when all is well. */
const SHOW_VIEW = `${VIEW}.focus`;

/** Shows the tally of the open draft; in its place, what is wrong with the server. */
export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("verbatim.status", vscode.StatusBarAlignment.Left, 10);
  private readonly listeners: vscode.Disposable;
  private state: ServerState = { kind: "starting" };

  constructor(
    server: Server,
    private readonly draft: OpenDraft,
  ) {
    this.item.name = "Verbatim";
    this.listeners = vscode.Disposable.from(
      server.onDidChange((state) => {
        this.state = state;
        this.show();
      }),
      draft.onDidChange(() => this.show()),
      vscode.window.onDidChangeActiveTextEditor(() => this.show()),
    );
  }

  dispose(): void {
    this.listeners.dispose();
    this.item.dispose();
  }

  private show(): void {
    const known = this.draft.current;
    this.item.backgroundColor =
      this.state.kind === "failed" ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    this.item.command = this.state.kind === "running" ? SHOW_VIEW : "verbatim.showLog";
    this.item.text = text(this.state, known);
    this.item.tooltip = tooltip(this.state, known);
    const document = vscode.window.activeTextEditor?.document;
    if (known !== undefined || (document !== undefined && vscode.languages.match(DOCUMENTS, document) > 0)) {
      this.item.show();
    } else {
      this.item.hide();
    }
  }
}

function text(state: ServerState, known: Checked | undefined): string {
  switch (state.kind) {
    case "starting":
      return "$(loading~spin) Verbatim";
    case "running":
      return known === undefined ? "$(quote) Verbatim" : `$(quote) ${tallyText(known.answer.tally)}`;
    case "stopped":
      return "$(debug-pause) Verbatim: stopped";
    case "failed":
      return `$(error) Verbatim: ${state.why}`;
  }
}

function tooltip(state: ServerState, known: Checked | undefined): vscode.MarkdownString {
  const version = state.kind === "running" && state.version !== undefined ? ` ${state.version}` : "";
  const tally = known === undefined ? [] : tallyLines(known.answer.tally).map((line) => `- ${line}`);
  const paragraphs = [
    `**Verbatim**${version}`,
    ...(tally.length === 0 ? [] : [tally.join("\n")]),
    `[Quotations](command:${SHOW_VIEW}) · [Restart](command:verbatim.restart) · [Log](command:verbatim.showLog)`,
  ];
  const markdown = new vscode.MarkdownString(paragraphs.join("\n\n"));
  markdown.isTrusted = { enabledCommands: [SHOW_VIEW, "verbatim.restart", "verbatim.showLog"] };
  return markdown;
}
