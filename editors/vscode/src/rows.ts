/** What the view "Quotations" says of a draft, in words and signs. Knows nothing of the editor, so that it can be tested without one. */
import type { Passage, Quotation, Severity, Tally, Verdict, WorkspaceSummary } from "./protocol";

/** A quotation in the view. */
export interface Row {
  /** Stays the same while its quotation is edited, so that the row stays selected and open. */
  readonly id: string;
  readonly quotation: Quotation;
}

/** How many characters of a quotation stand in its row at most. The editor cuts what its width does not hold. */
const LABEL = 100;

/** The rules that say that something has to be done, not merely known. */
const ATTENTION: readonly (Severity | null)[] = ["error", "warning"];

/** Whether somebody has to look at the quotation. */
export function needsAttention(quotation: Quotation): boolean {
  return ATTENTION.includes(quotation.severity);
}

/** "11 of 19 verified": those whose words the sources have, marked edits included, of those that could be checked. */
export function tallyText(tally: Tally): string {
  const checked = tally.quotations - tally.unchecked;
  return checked === 0 ? "no quotations" : `${tally.verbatim + tally.edited} of ${checked} verified`;
}

/** How many quotations have each verdict, those of which there are none left out. */
export function tallyLines(tally: Tally): string[] {
  const lines: [number, Verdict][] = [
    [tally.verbatim, "verbatim"],
    [tally.edited, "edited"],
    [tally.altered, "altered"],
    [tally.notFound, "not-found"],
    [tally.unchecked, "unchecked"],
  ];
  return lines.filter(([count]) => count > 0).map(([count, verdict]) => `${count} ${verdictText(verdict)}`);
}

/** What was found in all drafts together, as a sentence. */
export function summaryText(summary: WorkspaceSummary): string {
  const { drafts, quotations, verbatim, edited, unchecked, errors, warnings } = summary;
  if (drafts === 0) {
    return "There are no drafts in this workspace.";
  }
  const verified = `${verbatim + edited} of ${counted(quotations - unchecked, "quotation")} in ${counted(drafts, "draft")} verified`;
  return `${verified}; ${counted(errors, "error")}, ${counted(warnings, "warning")}.`;
}

function counted(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}

/** A verdict as people say it. */
export function verdictText(verdict: Verdict): string {
  return verdict === "not-found" ? "not found" : verdict;
}

/** The beginning of a quotation, in its marks, cut between words. */
export function label(quotation: Quotation): string {
  const text = quotation.text.replace(/\s+/g, " ").trim();
  if (text.length <= LABEL) {
    return `“${text}”`;
  }
  const blank = text.lastIndexOf(" ", LABEL);
  return `“${text.slice(0, blank > 0 ? blank : LABEL)} …”`;
}

/** Who said it and when, as far as it is known. */
export function passageDetail(passage: Passage): string {
  return [passage.speaker, passage.date].filter((part) => part !== null).join(", ");
}

/** A sign, by its name among the editor's icons, and the name of its colour in the theme. */
export interface Sign {
  readonly icon: string;
  readonly color: string;
}

const BY_VERDICT: Record<Verdict, Sign> = {
  verbatim: { icon: "pass-filled", color: "testing.iconPassed" },
  edited: { icon: "pass", color: "testing.iconPassed" },
  altered: { icon: "diff-modified", color: "problemsInfoIcon.foreground" },
  "not-found": { icon: "question", color: "problemsWarningIcon.foreground" },
  unchecked: { icon: "circle-outline", color: "disabledForeground" },
};

/** The sign of a quotation: how bad it is if something has to be done, else its verdict. */
export function sign(quotation: Quotation): Sign {
  if (!needsAttention(quotation)) {
    return BY_VERDICT[quotation.verdict];
  }
  const isError = quotation.severity === "error";
  const color = isError ? "problemsErrorIcon.foreground" : "problemsWarningIcon.foreground";
  return { icon: quotation.verdict === "not-found" ? "question" : isError ? "error" : "warning", color };
}

/**
 * Gives the quotations their ids. One that was there before keeps its own: those whose words did not change from both
 * ends inwards, and between them, where somebody is typing, one after the other.
 *
 * @param fresh what was not there before gets an id from here
 */
export function rows(quotations: readonly Quotation[], before: readonly Row[], fresh: () => string): Row[] {
  const same = (row: Row | undefined, quotation: Quotation | undefined) => row?.quotation.text === quotation?.text;
  const most = Math.min(quotations.length, before.length);
  let head = 0;
  while (head < most && same(before[head], quotations[head])) {
    head += 1;
  }
  let tail = 0;
  while (tail < most - head && same(before.at(-1 - tail), quotations.at(-1 - tail))) {
    tail += 1;
  }
  const between = before.slice(head, before.length - tail);
  return quotations.map((quotation, index) => {
    const fromEnd = quotations.length - index;
    const old = index < head ? before[index] : fromEnd <= tail ? before.at(-fromEnd) : between[index - head];
    return { id: old?.id ?? fresh(), quotation };
  });
}

/** Whether two lists look the same in the view. Where the quotations stand does not matter: that is looked up on a click. */
export function lookAlike(a: readonly Row[], b: readonly Row[]): boolean {
  const look = (list: readonly Row[]) =>
    JSON.stringify(list, (key, value: unknown) => (key === "range" ? undefined : value));
  return look(a) === look(b);
}
