/** What the server adds to the protocol: the request for all quotations of a draft. Knows nothing of the editor. */

/** The name of the request; its parameters are `{ textDocument: { uri } }`, its answer is `Quotations` or null. */
export const QUOTATIONS = "verbatim/quotations";

/** The server's command that checks every draft of the workspace. */
export const CHECK_WORKSPACE = "verbatim.checkWorkspace";

/** What the check says of a quotation as a whole. */
export type Verdict = "verbatim" | "edited" | "altered" | "not-found" | "unchecked";

/** How grave a finding is. */
export type Severity = "error" | "warning" | "information" | "hint";

/** A place between two characters. */
export interface Position {
  /** Counted from 0. */
  readonly line: number;
  /** Counted from 0, in UTF-16 code units. */
  readonly character: number;
}

/** A stretch of a document; `end` is not part of it. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A passage of a source that bears on a quotation. */
export interface Passage {
  /** The title of the source, else its key. */
  readonly source: string;
  /** A document that an editor can show, with the passage in it. */
  readonly uri: string;
  readonly range: Range;
  readonly speaker: string | null;
  /** When it was said, else when the source is from. */
  readonly date: string | null;
  readonly text: string;
}

/** A quotation of a draft. */
export interface Quotation {
  /** The quotation with its marks. */
  readonly range: Range;
  /** Its words, without the marks. */
  readonly text: string;
  readonly verdict: Verdict;
  /** Of the gravest finding; null when there is none. */
  readonly severity: Severity | null;
  readonly speaker: string | null;
  /** The rules of all findings. */
  readonly codes: readonly string[];
  /** The passages behind the verdict, the best first. */
  readonly evidence: readonly Passage[];
}

/** How many quotations have which verdict. */
export interface Tally {
  /** All of them. */
  readonly quotations: number;
  readonly verbatim: number;
  readonly edited: number;
  readonly altered: number;
  readonly notFound: number;
  readonly unchecked: number;
}

/** All quotations of a draft, in its order. */
export interface Quotations {
  readonly tally: Tally;
  readonly quotations: readonly Quotation[];
}

/** What the server answers when it has checked every draft of the workspace. */
export interface WorkspaceSummary {
  /** How many drafts there are. */
  readonly drafts: number;
  readonly quotations: number;
  readonly verbatim: number;
  readonly edited: number;
  readonly unchecked: number;
  /** How many findings are errors. */
  readonly errors: number;
  /** How many findings are warnings. */
  readonly warnings: number;
  /** What could not be read, as sentences. */
  readonly problems: readonly string[];
}
