/** The door: what VS Code calls when a Markdown file is opened and when the window closes. */
import * as vscode from "vscode";
import { checkWorkspace } from "./check";
import { Doctor } from "./doctor";
import { OpenDraft } from "./draft";
import { openExample } from "./example";
import type { Quotations } from "./protocol";
import { configuredPath, Server } from "./server";
import { Status } from "./status";
import { QuotationsView } from "./view";

/** What other extensions may ask. */
export interface Api {
  /** What is known of the quotations of the open draft; undefined when none is open or it was not checked yet. */
  quotations(): Quotations | undefined;
}

let server: Server | undefined;

/** Starts the server and keeps it in step with the settings. */
export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  const log = vscode.window.createOutputChannel("Verbatim", { log: true });
  const running = new Server(context, log);
  server = running;
  const draft = new OpenDraft(running);
  const doctor = new Doctor(running);
  let path = configuredPath();
  context.subscriptions.push(
    log,
    draft,
    doctor,
    new QuotationsView(draft),
    new Status(running, draft),
    vscode.commands.registerCommand("verbatim.restart", () => running.restart()),
    vscode.commands.registerCommand("verbatim.showLog", () => log.show()),
    vscode.commands.registerCommand("verbatim.check", () => checkWorkspace(running)),
    vscode.commands.registerCommand("verbatim.doctor", () => doctor.show()),
    vscode.commands.registerCommand("verbatim.openExample", () => openExample(context)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      // One change of a settings file may be told of twice.
      if (change.affectsConfiguration("verbatim.path") && configuredPath() !== path) {
        path = configuredPath();
        void running.restart();
      }
    }),
    // A trusted folder may name the program; until then its setting is not read.
    vscode.workspace.onDidGrantWorkspaceTrust(() => running.restart()),
  );
  await running.restart();
  return { quotations: () => draft.current?.answer };
}

/** Ends the server; VS Code waits for it. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
