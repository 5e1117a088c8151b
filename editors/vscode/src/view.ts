/** The view "Quotations": every quotation of the open draft with its verdict, and below it the passages of the sources. */
import * as vscode from "vscode";
import type { Checked, OpenDraft } from "./draft";
import { isPassage, passageItem, quotationItem, type Node } from "./items";
import { quotationAt, showPassage, showQuotation } from "./places";
import type { Passage } from "./protocol";
import { lookAlike, needsAttention, rows, tallyText, type Row } from "./rows";

/** The name of the view in package.json. */
export const VIEW = "verbatim.quotations";

/** The context key that says whether only quotations that need attention are shown. */
const FILTERED = "verbatim.quotations.filtered";

/** Shows the tree and takes the user where its rows lead. */
export class QuotationsView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  private readonly tree: vscode.TreeView<Node>;
  private readonly parts: vscode.Disposable;
  private all: Row[] = [];
  private filtered = false;
  private ids = 0;

  constructor(private readonly draft: OpenDraft) {
    this.tree = vscode.window.createTreeView<Node>(VIEW, { treeDataProvider: this, showCollapseAll: true });
    const filter = (on: boolean) => () => this.filter(on);
    this.parts = vscode.Disposable.from(
      this.tree,
      this.changed,
      draft.onDidChange((known) => this.update(known)),
      this.tree.onDidChangeVisibility(() => this.follow()),
      vscode.window.onDidChangeTextEditorSelection(() => this.follow()),
      vscode.commands.registerCommand("verbatim.showQuotation", (id: string) => this.show(id)),
      vscode.commands.registerCommand("verbatim.showPassage", (id: string, index: number) => this.showPassage(id, index)),
      vscode.commands.registerCommand("verbatim.openSource.beside", (node?: Node) => this.openSource(node)),
      vscode.commands.registerCommand("verbatim.quotations.filter", filter(true)),
      vscode.commands.registerCommand("verbatim.quotations.unfilter", filter(false)),
    );
  }

  dispose(): void {
    this.parts.dispose();
  }

  getChildren(node?: Node): Node[] {
    if (node === undefined) {
      return this.shown();
    }
    return isPassage(node) ? [] : node.quotation.evidence.map((passage) => ({ row: node, passage }));
  }

  getParent(node: Node): Node | undefined {
    return isPassage(node) ? node.row : undefined;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return isPassage(node) ? passageItem(node) : quotationItem(node);
  }

  private shown(): Row[] {
    return this.filtered ? this.all.filter((row) => needsAttention(row.quotation)) : this.all;
  }

  private update(known: Checked | undefined): void {
    const next = rows(known?.answer.quotations ?? [], this.all, () => String((this.ids += 1)));
    // Rows are only drawn anew when something in them changed: while somebody types elsewhere, nothing moves.
    const redraw = !lookAlike(next, this.all);
    this.all = next;
    this.describe(known);
    if (redraw) {
      this.changed.fire(undefined);
    }
    this.follow();
  }

  private describe(known: Checked | undefined): void {
    const open = this.all.filter((row) => needsAttention(row.quotation)).length;
    const tally = known && tallyText(known.answer.tally);
    this.tree.description = tally ?? "";
    this.tree.message = known && this.shown().length === 0 ? this.nothing(known) : "";
    this.tree.badge =
      open === 0 ? undefined : { value: open, tooltip: `${open} ${open === 1 ? "quotation needs" : "quotations need"} attention` };
  }

  private nothing(known: Checked): string {
    return known.answer.quotations.length === 0 ? "This draft has no quotations." : "No quotation needs attention.";
  }

  private filter(on: boolean): void {
    this.filtered = on;
    void vscode.commands.executeCommand("setContext", FILTERED, on);
    this.describe(this.draft.current);
    this.changed.fire(undefined);
  }

  /** Selects the row of the quotation that the cursor is in. */
  private follow(): void {
    const editor = vscode.window.activeTextEditor;
    if (!this.tree.visible || editor === undefined || editor.document !== this.draft.current?.document) {
      return;
    }
    const here = quotationAt(this.all.map((row) => row.quotation), editor.selection.active);
    const row = this.shown().find(({ quotation }) => quotation === here);
    const selected = this.tree.selection[0];
    if (row !== undefined && (selected && idOf(selected)) !== row.id) {
      // It fails when the rows have changed meanwhile; then this is called again.
      this.tree.reveal(row, { select: true, focus: false }).then(undefined, () => undefined);
    }
  }

  private async show(id: string): Promise<void> {
    const row = this.find(id);
    if (row !== undefined && this.draft.current !== undefined) {
      await showQuotation(this.draft.current.document, row.quotation);
    }
  }

  private async showPassage(id: string, index: number): Promise<void> {
    await this.openPassage(this.find(id)?.quotation.evidence[index]);
  }

  /** Opens the source of a row, or of the quotation at the cursor. */
  private async openSource(node: Node | undefined): Promise<void> {
    if (node !== undefined) {
      await this.openPassage(isPassage(node) ? node.passage : node.quotation.evidence[0]);
      return;
    }
    const editor = vscode.window.activeTextEditor;
    const quotation = editor && this.draft.current && quotationAt(this.draft.current.answer.quotations, editor.selection.active);
    if (quotation === undefined) {
      void vscode.window.showInformationMessage("Put the cursor into a quotation to open its source.");
    } else {
      await this.openPassage(quotation.evidence[0]);
    }
  }

  private async openPassage(passage: Passage | undefined): Promise<void> {
    const draft = this.draft.current?.document.uri;
    if (passage === undefined) {
      void vscode.window.showInformationMessage("No source has words near enough to this quotation.");
    } else if (draft !== undefined) {
      await showPassage(draft, passage);
    }
  }

  /** The row as it is now: the one on which somebody clicked may have moved in the draft since. */
  private find(id: string): Row | undefined {
    return this.all.find((row) => row.id === id);
  }
}

const idOf = (node: Node) => (isPassage(node) ? node.row.id : node.id);
