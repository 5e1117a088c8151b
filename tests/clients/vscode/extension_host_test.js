// Runs inside VS Code's extension host: what the editor's own interface says about the example. $EXPECTED is the file
// with what `verbatim check` says about the draft.
const { readFileSync } = require("node:fs");
const vscode = require("vscode");

let failed = 0;

function check(holds, what, detail = "") {
  failed += holds ? 0 : 1;
  const text = holds || detail === "" ? what : `${what}: ${detail}`;
  console.log(`${holds ? "ok" : "FAILED"}: ${text.replaceAll("\n", " ⏎ ")}`);
  return holds;
}

/** Waits up to 20 seconds and returns what `condition` returned last. */
async function wait(condition) {
  let value = await condition();
  for (let i = 0; i < 400 && !value; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    value = await condition();
  }
  return value;
}

const codeOf = (diagnostic) => String(diagnostic.code?.value ?? diagnostic.code);

/** Where a diagnostic stands, in bytes, and its code. */
function place(document, diagnostic) {
  const bytes = (position) => Buffer.byteLength(document.getText().slice(0, document.offsetAt(position)));
  return `${bytes(diagnostic.range.start)}-${bytes(diagnostic.range.end)} ${codeOf(diagnostic)}`;
}

const shown = (document) => vscode.languages.getDiagnostics(document.uri).map((d) => place(document, d)).sort();

/** The places of all findings in a part of the command's report. */
function expectedIn(value) {
  if (value === null || typeof value !== "object") {
    return [];
  }
  if (value.code && value.severity && value.bytes) {
    return [`${value.bytes[0]}-${value.bytes[1]} ${value.code}`];
  }
  return Object.values(value).flatMap(expectedIn);
}

function expectedFindings() {
  return expectedIn(JSON.parse(readFileSync(process.env.EXPECTED, "utf8")).drafts).sort();
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

async function checkFindings(document, when) {
  const expected = expectedFindings();
  const agree = await wait(() => expected.length > 0 && same(shown(document), expected));
  check(agree, `the editor shows what the command says ${when}`, `command ${expected} editor ${shown(document)}`);
  return agree;
}

async function checkPassage(document, finding) {
  check(codeOf(finding) !== "undefined" && finding.code?.target !== undefined, "a finding links to its rule's page");
  const related = finding.relatedInformation?.[0]?.location.uri.path ?? "";
  check(related.includes("/sources/"), "related information leads into a source", related);
  const at = finding.range.start.translate(0, 1);
  const hovers = await vscode.commands.executeCommand("vscode.executeHoverProvider", document.uri, at);
  const card = hovers.flatMap((hover) => hover.contents.map((part) => part.value ?? part)).join(" / ");
  check(card.length > 20, "the hover card says something", card);
  const targets = await vscode.commands.executeCommand("vscode.executeDefinitionProvider", document.uri, at);
  const target = (targets[0]?.targetUri ?? targets[0]?.uri)?.path ?? "";
  check(target.includes("/sources/"), "the definition is in a source", target);
}

async function quickFixes(document, finding) {
  const kind = vscode.CodeActionKind.QuickFix.value;
  return vscode.commands.executeCommand("vscode.executeCodeActionProvider", document.uri, finding.range, kind, 5);
}

/** Applies `fix`, which must settle `finding` and nothing else, and undoes it. */
async function checkFix(document, finding, fix) {
  const [before, was, code] = [shown(document), place(document, finding), codeOf(finding)];
  const count = () => shown(document).filter((place) => place.endsWith(` ${code}`)).length;
  const had = count();
  await vscode.workspace.applyEdit(fix.edit);
  const gone = await wait(() => shown(document).length === before.length - 1 && count() === had - 1);
  check(gone, `"${fix.title}" settles ${was}`, String(shown(document)));
  await vscode.commands.executeCommand("undo");
  check(await wait(() => same(shown(document), before)), "when it is undone, all is as before", String(shown(document)));
}

async function checkQuickFixes(document, finding) {
  const fixes = await quickFixes(document, finding);
  const titles = fixes.map((action) => action.title).join(", ");
  const ignore = fixes.find((action) => action.edit && action.title.startsWith("Ignore "));
  const repair = fixes.find((action) => action.edit && action !== ignore);
  if (check(repair !== undefined, "an altered quotation has a quick fix", titles)) {
    await checkFix(document, finding, repair);
  }
  if (check(ignore !== undefined, "it can be ignored with a reason", titles)) {
    await checkFix(document, finding, ignore);
  }
}

/** The view's data: every quotation of the draft with the verdict that the command gives. */
async function checkQuotations(document) {
  const { quotations } = vscode.extensions.getExtension("verbatim.verbatim").exports;
  const report = JSON.parse(readFileSync(process.env.EXPECTED, "utf8")).drafts[0];
  const expected = report.quotations.map(({ range, verdict }) => `${range.start.line} ${verdict}`);
  const listed = () => (quotations()?.quotations ?? []).map(({ range, verdict }) => `${range.start.line + 1} ${verdict}`);
  const agree = await wait(() => expected.length > 0 && same(listed(), expected));
  check(agree, "the quotations of the view have the command's verdicts", `command ${expected} view ${listed()}`);
  const sourced = (quotations()?.quotations ?? []).filter(({ evidence }) => evidence.length > 0);
  const text = "“Nobody asked the river,” the pilot said.\n\n";
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(6, 0), text);
  await vscode.workspace.applyEdit(edit);
  const grown = await wait(() => listed().length === expected.length + 1);
  check(grown && sourced.length > 5, "a quotation that is typed appears in it", String(listed()));
  await vscode.commands.executeCommand("undo");
  check(await wait(() => same(listed(), expected)), "and goes when it is undone", String(listed()));
}

async function checkSymbols(document) {
  const symbols = await vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", document.uri);
  const flat = (list) => list.flatMap((symbol) => [symbol.name, ...flat(symbol.children ?? [])]);
  const names = flat(symbols ?? []);
  check(names.some((name) => name.includes("We gave the order")), "the outline has the quotations", names.join(" | "));
  const found = await vscode.commands.executeCommand("vscode.executeWorkspaceSymbolProvider", "Calloway");
  check(found.length > 0, "speakers are symbols of the workspace", found.map((symbol) => symbol.name).join(" | "));
}

async function checkLens(document) {
  const lenses = await wait(async () => {
    const found = await vscode.commands.executeCommand("vscode.executeCodeLensProvider", document.uri, 10);
    return found.length > 0 && found;
  });
  const titles = (lenses || []).map((lens) => lens.command?.title ?? "").join(" | ");
  check(/\d+ of \d+ verified/.test(titles), `a code lens has the tally: ${titles}`, titles);
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const hints = () => vscode.commands.executeCommand("vscode.executeInlayHintProvider", document.uri, whole);
  const off = (await hints()).length === 0;
  const settings = vscode.workspace.getConfiguration("verbatim");
  await settings.update("inlayHints", true, vscode.ConfigurationTarget.Global);
  const on = await wait(async () => (await hints()).length > 0);
  check(off && on, "inlay hints come when the setting says so, not before", `${off} ${on}`);
  await settings.update("inlayHints", undefined, vscode.ConfigurationTarget.Global);
}

/** Begins a quotation with words of a source, and takes what is offered. */
async function checkCompletion(document) {
  const end = document.lineAt(document.lineCount - 1).range.end;
  const begun = "\n\nShe said: “We gave the order at";
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, end, begun);
  await vscode.workspace.applyEdit(edit);
  const at = document.lineAt(document.lineCount - 1).range.end;
  const offered = await vscode.commands.executeCommand("vscode.executeCompletionItemProvider", document.uri, at, undefined, 5);
  const words = (item) => `${item.label.label ?? item.label} ${item.insertText?.value ?? item.insertText ?? ""} ${item.textEdit?.newText ?? ""}`;
  const ours = offered.items.find((item) => words(item).includes("twenty to three"));
  check(ours !== undefined, "a quotation is completed from the sources", offered.items.slice(0, 8).map(words).join(" | "));
  await vscode.commands.executeCommand("undo");
}

async function checkTokens(document) {
  const legend = await vscode.commands.executeCommand("vscode.provideDocumentSemanticTokensLegend", document.uri);
  const tokens = await vscode.commands.executeCommand("vscode.provideDocumentSemanticTokens", document.uri);
  const { contributes } = vscode.extensions.getExtension("verbatim.verbatim").packageJSON;
  const ids = (list) => list.map(({ id }) => id);
  const same = String(legend?.tokenModifiers) === String(ids(contributes.semanticTokenModifiers));
  check(same && String(legend?.tokenTypes) === String(ids(contributes.semanticTokenTypes)), "themes are told of the tokens that come", String(legend?.tokenModifiers));
  check((tokens?.data.length ?? 0) > 0, "quotations have tokens");
}

/** A setting that leads nowhere, and one that leads to a program that never answers, must not outlive their correction. */
async function checkSetting(document) {
  const settings = vscode.workspace.getConfiguration("verbatim");
  for (const program of ["/no/such/program", process.env.SILENT]) {
    await settings.update("path", program, vscode.ConfigurationTarget.Global);
    check(await wait(() => shown(document).length === 0), `nothing else is started instead of ${program}`);
    await settings.update("path", undefined, vscode.ConfigurationTarget.Global);
    await checkFindings(document, "when the setting is corrected");
  }
}

exports.run = async () => {
  console.log(`VS Code ${vscode.version}`);
  const folder = vscode.workspace.workspaceFolders[0].uri;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, "brief.md"));
  await vscode.window.showTextDocument(document);
  if (await checkFindings(document, "at the start")) {
    const altered = ["altered-quote", "changed-meaning"];
    const finding = vscode.languages.getDiagnostics(document.uri).find((d) => altered.includes(codeOf(d)));
    if (check(finding !== undefined, "an altered quotation is found")) {
      await checkPassage(document, finding);
      await checkQuickFixes(document, finding);
    }
    await checkQuotations(document);
    await checkSymbols(document);
    await checkLens(document);
    await checkCompletion(document);
    await checkTokens(document);
    await vscode.commands.executeCommand("verbatim.restart");
    await checkFindings(document, "after a restart");
    await checkSetting(document);
  }
  if (failed > 0) {
    throw new Error(`${failed} checks failed`);
  }
};
