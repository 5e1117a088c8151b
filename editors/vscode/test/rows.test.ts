import assert from "node:assert/strict";
import { test } from "node:test";
import type { Quotation, Severity, Verdict } from "../src/protocol";
import { label, lookAlike, needsAttention, passageDetail, rows, sign, summaryText, tallyLines, tallyText, type Row } from "../src/rows";

function quotation(text: string, changes: Partial<Quotation> = {}): Quotation {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: text.length + 2 } };
  return { range, text, verdict: "verbatim", severity: null, speaker: null, codes: [], evidence: [], ...changes };
}

/** Rows after each of the lists in turn, one letter a quotation; ids are numbers in the order they were given out. */
function after(...lists: string[]): string[] {
  let ids = 0;
  let last: Row[] = [];
  for (const list of lists) {
    last = rows([...list].map((text) => quotation(text)), last, () => String((ids += 1)));
  }
  return last.map((row) => row.id);
}

test("a quotation keeps its id while another is typed, edited, taken out or put in", () => {
  assert.deepEqual(after("abc"), ["1", "2", "3"]);
  assert.deepEqual(after("abc", "axc"), ["1", "2", "3"]);
  assert.deepEqual(after("abc", "ac"), ["1", "3"]);
  assert.deepEqual(after("abc", "abxc"), ["1", "2", "4", "3"]);
  assert.deepEqual(after("abc", "xabc"), ["4", "1", "2", "3"]);
  assert.deepEqual(after("abc", "", "abc"), ["4", "5", "6"]);
});

test("no two rows share an id, even where the same words are quoted twice", () => {
  for (const list of ["aa", "aaa", "aba", "baab", "a"]) {
    const ids = after("aa", list);
    assert.equal(new Set(ids).size, list.length, list);
  }
});

test("rows that only moved look alike, rows with another verdict do not", () => {
  const row = (changes: Partial<Quotation>): Row[] => [{ id: "1", quotation: quotation("a", changes) }];
  const range = { start: { line: 9, character: 0 }, end: { line: 9, character: 3 } };
  assert.ok(lookAlike(row({}), row({ range })));
  assert.ok(!lookAlike(row({}), row({ verdict: "edited" })));
  assert.ok(!lookAlike(row({}), []));
});

test("a long quotation is cut between words", () => {
  assert.equal(label(quotation("short\n  enough")), "“short enough”");
  assert.equal(label(quotation("word ".repeat(40))), `“${"word ".repeat(20)}…”`);
  assert.ok(label(quotation("x".repeat(200))).length < 110);
});

test("what needs attention is never shown as settled", () => {
  const verdicts: Verdict[] = ["verbatim", "edited", "altered", "not-found", "unchecked"];
  const severities: (Severity | null)[] = ["error", "warning", "information", "hint", null];
  for (const verdict of verdicts) {
    for (const severity of severities) {
      const one = quotation("a", { verdict, severity });
      const loud = severity === "error" || severity === "warning";
      assert.equal(needsAttention(one), loud);
      assert.ok(!loud || sign(one).color.startsWith("problems"), `${verdict} ${severity}`);
      assert.ok(loud || verdict !== "verbatim" || sign(one).icon === "pass-filled");
    }
  }
});

test("the tally counts what the sources have, and leaves out what there is none of", () => {
  const tally = { quotations: 19, verbatim: 8, edited: 3, altered: 5, notFound: 0, unchecked: 3 };
  assert.equal(tallyText(tally), "11 of 16 verified");
  assert.deepEqual(tallyLines(tally), ["8 verbatim", "3 edited", "5 altered", "3 unchecked"]);
  assert.equal(tallyText({ ...tally, quotations: 3 }), "no quotations");
});

test("a passage says who and when, as far as it is known", () => {
  const passage = { source: "courier", uri: "file:///courier.md", range: quotation("a").range, text: "a" };
  assert.equal(passageDetail({ ...passage, speaker: "Hana Voss", date: "2031-03-04" }), "Hana Voss, 2031-03-04");
  assert.equal(passageDetail({ ...passage, speaker: null, date: "2031-03-04" }), "2031-03-04");
  assert.equal(passageDetail({ ...passage, speaker: null, date: null }), "");
});

test("the summary of a workspace is a sentence", () => {
  const summary = { drafts: 2, quotations: 42, verbatim: 30, edited: 4, unchecked: 2, errors: 1, warnings: 0, problems: [] };
  assert.equal(summaryText(summary), "34 of 40 quotations in 2 drafts verified; 1 error, 0 warnings.");
  assert.equal(summaryText({ ...summary, drafts: 0 }), "There are no drafts in this workspace.");
});
