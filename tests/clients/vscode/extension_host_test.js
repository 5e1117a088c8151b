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
    await vscode.commands.executeCommand("verbatim.restart");
    await checkFindings(document, "after a restart");
    await checkSetting(document);
  }
  if (failed > 0) {
    throw new Error(`${failed} checks failed`);
  }
};
