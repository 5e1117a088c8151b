import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { findProgram, type Surroundings } from "../src/program";

let root = "";

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "verbatim program "));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function program(...parts: string[]): string {
  const file = path.join(root, ...parts);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, "#!/bin/sh\n");
  chmodSync(file, 0o755);
  return file;
}

function around(changes: Partial<Surroundings> = {}): Surroundings {
  return {
    setting: "",
    extension: path.join(root, "extension"),
    workspace: path.join(root, "workspace"),
    home: path.join(root, "home"),
    env: { PATH: path.join(root, "bin") },
    platform: "linux",
    ...changes,
  };
}

test("the program inside the extension comes before the one on PATH", () => {
  const installed = program("bin", "verbatim");
  assert.deepEqual(findProgram(around()), { kind: "found", path: installed, from: "PATH" });
  const bundled = program("extension", "server", "verbatim");
  assert.deepEqual(findProgram(around()), { kind: "found", path: bundled, from: "extension" });
});

test("the setting comes first, as a path, from home, from the workspace or as a name", () => {
  program("extension", "server", "verbatim");
  const home = program("home", "bin", "mine");
  const workspace = program("workspace", "target", "mine");
  const named = program("bin", "verbatim-next");
  for (const [setting, wanted] of [
    [home, home],
    ["~/bin/mine", home],
    ["${workspaceFolder}/target/mine", workspace],
    ["verbatim-next", named],
  ] as const) {
    assert.deepEqual(findProgram(around({ setting })), { kind: "found", path: wanted, from: "setting" });
  }
});

test("a setting that leads nowhere is an error, not a reason to start something else", () => {
  program("bin", "verbatim");
  const wanted = path.join(root, "nowhere");
  assert.deepEqual(findProgram(around({ setting: wanted })), { kind: "missing", wanted, from: "setting" });
});

test("a folder, a file that may not be run and a relative entry of PATH are no programs", () => {
  mkdirSync(path.join(root, "bin", "verbatim"), { recursive: true });
  const missing = { kind: "missing", wanted: "verbatim", from: "PATH" };
  assert.deepEqual(findProgram(around()), missing);
  chmodSync(program("other", "verbatim"), 0o644);
  assert.deepEqual(findProgram(around({ env: { PATH: path.join(root, "other") } })), missing);
  assert.deepEqual(findProgram(around({ env: { PATH: "bin::." } })), missing);
});

test("Windows adds an ending", () => {
  const installed = program("server", "verbatim.EXE");
  const found = findProgram(around({ extension: root, env: { PATHEXT: ".COM;.EXE" }, platform: "win32" }));
  assert.deepEqual(found, { kind: "found", path: installed, from: "extension" });
});
