/** `verbatim doctor`, shown in the editor: what a report of a fault needs. */
import { execFile } from "node:child_process";
import * as vscode from "vscode";
import type { Server } from "./server";

const SCHEME = "verbatim-doctor";

/** How long the program may take, in milliseconds. */
const PATIENCE = 30_000;

/** Runs the program and shows what it says, as a document that cannot be edited and need not be saved. */
export class Doctor implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  /** What the report is about: a file or a folder. */
  private about: string | undefined;
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  constructor(private readonly server: Server) {}

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }

  /** Shows the report about the active draft, else about the workspace; one that is open already is made anew. */
  async show(): Promise<void> {
    const active = vscode.window.activeTextEditor?.document.uri;
    this.about = active?.scheme === "file" ? active.fsPath : vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    const uri = vscode.Uri.from({ scheme: SCHEME, path: "/Verbatim Doctor" });
    this.changed.fire(uri);
    await vscode.window.showTextDocument(uri, { preview: false });
  }

  provideTextDocumentContent(): Promise<string> {
    const program = this.server.findProgram();
    if (program.kind === "missing") {
      return Promise.resolve(`The program ${program.wanted} was not found (looked for it in: ${program.from}).\n`);
    }
    const intro = `VS Code ${vscode.version} on ${process.platform}-${process.arch}\n${program.path} (from ${program.from})\n\n`;
    const options = { cwd: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath, timeout: PATIENCE };
    const path = this.about === undefined ? [] : [this.about];
    return new Promise((resolve) => {
      execFile(program.path, ["doctor", ...path], options, (error, stdout, stderr) => {
        // It ends with a status of its own when something is wrong; what it says is what matters.
        const said = `${stdout}${stderr}`;
        resolve(`${intro}${said === "" && error !== null ? `${error.message}\n` : said}`);
      });
    });
  }
}
