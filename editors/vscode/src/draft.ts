/** The draft that is open in front of the user, and what the server says of its quotations. */
import * as vscode from "vscode";
import { Pacer } from "./pacer";
import { QUOTATIONS, type Quotations } from "./protocol";
import { DOCUMENTS, type Server } from "./server";

/** How long after an edit the server is asked, in milliseconds: so that the edit is sent first, and quick keys share an answer. */
const DELAY = 50;

/** What is known of the open draft. */
export interface Checked {
  readonly document: vscode.TextDocument;
  readonly answer: Quotations;
}

/** Follows the active draft and asks the server for its quotations whenever they may have changed. */
export class OpenDraft implements vscode.Disposable {
  private known: Checked | undefined;
  private readonly changed = new vscode.EventEmitter<Checked | undefined>();
  private readonly pacer = new Pacer(() => this.ask(), DELAY);
  private readonly listeners: vscode.Disposable;

  /** Tells of a new answer, or that no draft is open any more. The one before holds until then, so nothing flickers. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly server: Server) {
    const ask = () => this.pacer.request();
    const askAbout = (document: vscode.TextDocument) => {
      if (document === this.candidate() || document === this.known?.document) {
        ask();
      }
    };
    this.listeners = vscode.Disposable.from(
      server.onDidChange(ask),
      vscode.window.onDidChangeActiveTextEditor(ask),
      vscode.window.onDidChangeVisibleTextEditors(ask),
      vscode.workspace.onDidChangeTextDocument(({ document }) => askAbout(document)),
      // Sources were read meanwhile, or have changed.
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const open = (this.candidate() ?? this.known?.document)?.uri.toString();
        if (uris.some((uri) => uri.toString() === open)) {
          ask();
        }
      }),
    );
  }

  /** The last answer, as long as its draft is in sight. */
  get current(): Checked | undefined {
    return this.known;
  }

  dispose(): void {
    this.pacer.dispose();
    this.listeners.dispose();
    this.changed.dispose();
  }

  /** The document that may be a draft. The server knows whether it is: sources may be Markdown too. */
  private candidate(): vscode.TextDocument | undefined {
    const document = vscode.window.activeTextEditor?.document;
    return document !== undefined && vscode.languages.match(DOCUMENTS, document) > 0 ? document : undefined;
  }

  private async ask(): Promise<void> {
    const candidate = this.candidate();
    const answered = candidate && (await this.answer(candidate));
    if (answered !== undefined) {
      this.tell(answered);
      return;
    }
    // Another document has the focus, such as a source beside the draft.
    const previous = this.known?.document;
    const inSight = vscode.window.visibleTextEditors.some((editor) => editor.document === previous);
    this.tell(previous !== undefined && previous !== candidate && inSight ? await this.answer(previous) : undefined);
  }

  private async answer(document: vscode.TextDocument): Promise<Checked | undefined> {
    const answer = await this.server.ask<Quotations | null>(QUOTATIONS, { textDocument: { uri: document.uri.toString() } });
    return answer ? { document, answer } : undefined;
  }

  private tell(known: Checked | undefined): void {
    if (known !== undefined || this.known !== undefined) {
      this.known = known;
      this.changed.fire(known);
    }
  }
}
