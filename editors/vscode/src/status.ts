/** The entry in the language status of a Markdown editor: whether the server runs, and what it has found in the open draft. */
import * as vscode from "vscode";

/** Shows the state of the server and the number of findings in the active draft. */
export class Status implements vscode.Disposable {
  private readonly item: vscode.LanguageStatusItem;
  private readonly listeners: vscode.Disposable[];
  private isRunning = false;

  constructor(documents: vscode.DocumentSelector) {
    this.item = vscode.languages.createLanguageStatusItem("verbatim.status", documents);
    this.item.name = "Verbatim";
    this.item.command = { command: "verbatim.showLog", title: "Show Log" };
    this.listeners = [
      vscode.languages.onDidChangeDiagnostics(() => this.count()),
      vscode.window.onDidChangeActiveTextEditor(() => this.count()),
    ];
  }

  /** The server was started and has not answered yet. */
  starting(): void {
    this.show("Verbatim: starting", "", vscode.LanguageStatusSeverity.Information, true);
  }

  /** The server answered; `version` is what it calls itself. */
  running(version: string | undefined): void {
    this.isRunning = true;
    this.show("Verbatim", version ?? "", vscode.LanguageStatusSeverity.Information, false);
    this.count();
  }

  /** The server ended. */
  stopped(): void {
    this.isRunning = false;
    this.show("Verbatim: stopped", "", vscode.LanguageStatusSeverity.Warning, false);
  }

  /** The server could not be started. */
  failed(why: string): void {
    this.isRunning = false;
    this.show("Verbatim: not running", why, vscode.LanguageStatusSeverity.Error, false);
  }

  dispose(): void {
    for (const listener of this.listeners) {
      listener.dispose();
    }
    this.item.dispose();
  }

  private show(text: string, detail: string, severity: vscode.LanguageStatusSeverity, busy: boolean): void {
    this.item.text = text;
    this.item.detail = detail;
    this.item.severity = severity;
    this.item.busy = busy;
  }

  private count(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (!this.isRunning || document === undefined) {
      return;
    }
    const found = vscode.languages.getDiagnostics(document.uri).filter((finding) => finding.source === "verbatim");
    this.item.text = `Verbatim: ${found.length === 1 ? "1 finding" : `${found.length} findings`}`;
  }
}
