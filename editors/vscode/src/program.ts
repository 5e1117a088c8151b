/**
 * Finds the program that is started as the server. Knows nothing of the editor, so that it can be tested without one.
 */
import { accessSync, constants, statSync } from "node:fs";
import * as path from "node:path";

/** Everything the search depends on. */
export interface Surroundings {
  /** The setting `verbatim.path`; empty when it is not set. */
  readonly setting: string;
  /** The folder the extension is installed in. */
  readonly extension: string;
  /** The first folder of the workspace, if there is one. */
  readonly workspace: string | undefined;
  /** The user's home folder. */
  readonly home: string;
  /** The environment: `PATH`, and on Windows `PATHEXT`. */
  readonly env: NodeJS.ProcessEnv;
  /** The operating system, as Node names it. */
  readonly platform: NodeJS.Platform;
}

/** Where the program was found, or why it was not. */
export type Program =
  | { readonly kind: "found"; readonly path: string; readonly from: "setting" | "extension" | "PATH" }
  | { readonly kind: "missing"; readonly wanted: string; readonly from: "setting" | "PATH" };

/**
 * Looks for the program: the setting decides alone when it is set, so that a misspelt path is noticed and never
 * replaced by another version in silence; else the one inside the extension; else the one on `PATH`.
 */
export function findProgram(around: Surroundings): Program {
  const setting = around.setting.trim();
  if (setting !== "") {
    const wanted = expand(setting, around);
    const found = isBareName(wanted) ? onPath(wanted, around) : executable(wanted, around);
    return found === undefined
      ? { kind: "missing", wanted, from: "setting" }
      : { kind: "found", path: found, from: "setting" };
  }
  const bundled = executable(path.join(around.extension, "server", "verbatim"), around);
  if (bundled !== undefined) {
    return { kind: "found", path: bundled, from: "extension" };
  }
  const installed = onPath("verbatim", around);
  return installed === undefined
    ? { kind: "missing", wanted: "verbatim", from: "PATH" }
    : { kind: "found", path: installed, from: "PATH" };
}

/** Replaces `~/` and `${workspaceFolder}`, which VS Code leaves as they are in an extension's settings. */
function expand(setting: string, around: Surroundings): string {
  const home = setting.startsWith("~/") ? path.join(around.home, setting.slice(2)) : setting;
  return around.workspace === undefined ? home : home.replaceAll("${workspaceFolder}", around.workspace);
}

function isBareName(wanted: string): boolean {
  return !wanted.includes("/") && !wanted.includes("\\");
}

function onPath(name: string, around: Surroundings): string | undefined {
  const folders = (around.env["PATH"] ?? around.env["Path"] ?? "").split(around.platform === "win32" ? ";" : ":");
  for (const folder of folders) {
    // An empty or relative entry would mean "the current folder", which may hold a stranger's files.
    const found = path.isAbsolute(folder) ? executable(path.join(folder, name), around) : undefined;
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** The path itself, or with one of the endings that Windows adds, when it is a file that may be run. */
function executable(file: string, around: Surroundings): string | undefined {
  const endings = around.platform === "win32" ? ["", ...(around.env["PATHEXT"] ?? ".EXE").split(";")] : [""];
  return endings.map((ending) => file + ending).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
