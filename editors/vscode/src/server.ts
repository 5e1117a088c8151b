/** The server's life: found, started, stopped, started again; one step at a time. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import * as os from "node:os";
import * as readline from "node:readline";
import type { Readable } from "node:stream";
import * as vscode from "vscode";
import {
  CloseAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  type ErrorHandler,
} from "vscode-languageclient/node";
import { explainFailure, explainMissing, explainStopped } from "./failures";
import { findProgram, type Program } from "./program";
import { readLogLine } from "./stderr";

/** The documents the server is told about. Only files: a draft's sources are found from where it lies on the disk. */
export const DOCUMENTS = [{ scheme: "file", language: "markdown" }];

/** How long the server has to end in good order before it is ended, in milliseconds. */
const PATIENCE = 2000;

/** The setting `verbatim.path`; empty when it is not set. */
export function configuredPath(): string {
  return vscode.workspace.getConfiguration("verbatim").get("path", "");
}

/** How the server is. */
export type ServerState =
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly version: string | undefined }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly why: string };

/** Owns the one client. */
export class Server implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ServerState>();

  /** Tells how the server is, whenever that changes. */
  readonly onDidChange = this.changed.event;

  private client: LanguageClient | undefined;
  /** The program. Held here because the client cannot end one that never answered. */
  private process: ChildProcess | undefined;
  /** The last step asked for. Each waits for the one before, so that two restarts never leave two servers behind. */
  private steps: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Starts the server, or starts it anew. Failures are shown to the user; the promise never rejects. */
  restart(): Promise<void> {
    return this.inTurn(async () => {
      await this.stopNow();
      this.startNow();
    });
  }

  /** Stops the server and waits until it is gone. */
  stop(): Promise<void> {
    return this.inTurn(() => this.stopNow());
  }

  dispose(): void {
    void this.stop();
    this.changed.dispose();
  }

  /** Asks the running server; undefined when there is none, or when it has no answer to such a question. */
  async ask<R>(method: string, params: object): Promise<R | undefined> {
    const client = this.client;
    if (client?.state !== State.Running) {
      return undefined;
    }
    try {
      return await client.sendRequest<R>(method, params);
    } catch (error) {
      this.log.debug(`no answer to ${method}: ${String(error)}`);
      return undefined;
    }
  }

  /** Has the running server do one of its commands, and returns what it says; the user is told when that is impossible. */
  async command<R>(command: string): Promise<R | undefined> {
    const client = this.client;
    if (client?.state !== State.Running) {
      void explainStopped();
      return undefined;
    }
    try {
      return await client.sendRequest<R>("workspace/executeCommand", { command });
    } catch (error) {
      this.log.error(`${command}: ${String(error)}`);
      void vscode.window.showErrorMessage(`Verbatim: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  /** Where the program is that is started as the server. */
  findProgram(): Program {
    return findProgram({
      setting: configuredPath(),
      extension: this.context.extensionPath,
      workspace: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
      home: os.homedir(),
      env: process.env,
      platform: process.platform,
    });
  }

  private inTurn(step: () => Promise<void>): Promise<void> {
    this.steps = this.steps.then(step).catch((error: unknown) => this.log.error(String(error)));
    return this.steps;
  }

  private startNow(): void {
    const program = this.findProgram();
    if (program.kind === "missing") {
      this.changed.fire({ kind: "failed", why: "program not found" });
      this.log.error(`program not found: ${program.wanted}`);
      void explainMissing(program);
      return;
    }
    this.log.info(`starting ${program.path} lsp (from ${program.from})`);
    this.changed.fire({ kind: "starting" });
    const client: LanguageClient = new LanguageClient("verbatim", "Verbatim", () => this.spawn(client, program.path), {
      documentSelector: DOCUMENTS,
      outputChannel: this.log,
      stdioOptions: { stdout: writeLog, stderr: writeLog },
      // One message of ours, from `follow`, instead of several that speak of connections.
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
      errorHandler: onlyOnceRunning(() => client),
    });
    this.client = client;
    // Not awaited: a server that never answers must not keep a restart waiting.
    void this.follow(client, program.path);
  }

  /** Also called by the client itself, to start a server again that ended unasked. */
  private async spawn(client: LanguageClient, program: string): Promise<ChildProcess> {
    if (client !== this.client) {
      throw new Error("another server was started meanwhile");
    }
    const process = spawn(program, ["lsp"], { stdio: "pipe" });
    await once(process, "spawn");
    process.on("error", (error) => this.log.warn(`${program}: ${error.message}`));
    this.process = process;
    return process;
  }

  private async follow(client: LanguageClient, program: string): Promise<void> {
    client.onDidChangeState(({ newState }) => {
      if (client !== this.client) {
        return;
      }
      if (newState === State.Running) {
        this.changed.fire({ kind: "running", version: client.initializeResult?.serverInfo?.version });
      } else if (newState === State.Stopped) {
        this.changed.fire({ kind: "stopped" });
      }
    });
    try {
      await client.start();
    } catch (error) {
      if (client === this.client) {
        this.changed.fire({ kind: "failed", why: "did not start" });
        this.log.error(`${program} did not start: ${String(error)}`);
        await explainFailure(program);
      }
    }
  }

  private async stopNow(): Promise<void> {
    const { client, process } = this;
    this.client = undefined;
    this.process = undefined;
    try {
      await client?.dispose(PATIENCE);
    } catch (error) {
      this.log.debug(`the server did not end in good order: ${String(error)}`);
    }
    process?.kill();
  }

}

/**
 * Starts a server again that ended unasked, as the client does by itself, but only one that has run: one that cannot come
 * up is not tried five times over.
 */
function onlyOnceRunning(client: () => LanguageClient): ErrorHandler {
  let usual: ErrorHandler | undefined;
  const handler = () => (usual ??= client().createDefaultErrorHandler());
  return {
    error: (error, message, count) => handler().error(error, message, count),
    closed: () =>
      client().initializeResult === undefined ? { action: CloseAction.DoNotRestart, handled: true } : handler().closed(),
  };
}

/** Hands what the server writes beside the protocol on to the log, level for level. */
function writeLog(stream: Readable, log: vscode.LogOutputChannel): void {
  readline.createInterface({ input: stream, crlfDelay: Infinity }).on("line", (line) => {
    const { level, text } = readLogLine(line);
    log[level](text);
  });
}
