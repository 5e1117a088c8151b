/** The server's log, which it writes to standard error, in the editor's log. Knows nothing of the editor. */

/** How loudly a line is said. */
export type Level = "trace" | "debug" | "info" | "warn" | "error";

/** What a line of the server's log says. */
export interface LogLine {
  readonly level: Level;
  /** The line without its time and level, which the editor adds itself. */
  readonly text: string;
}

const LINE = /^\S+Z\s+(TRACE|DEBUG|INFO|WARN|ERROR)\s+(.*)$/;

/** Reads one line. A line that the log did not write, such as what a crash leaves behind, is said loudly and in full. */
export function readLogLine(line: string): LogLine {
  const parts = LINE.exec(line);
  if (parts === null) {
    return { level: "error", text: line };
  }
  return { level: parts[1]?.toLowerCase() as Level, text: parts[2] ?? "" };
}
