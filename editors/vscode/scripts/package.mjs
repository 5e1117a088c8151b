// Builds the extension and packs it as a VSIX.
//
//   npm run package                                                a VSIX that starts `verbatim` from PATH
//   npm run package -- --server PROGRAM --target linux-x64         a VSIX for one platform, with the program inside
//   npm run package -- --out FILE.vsix                             under another name
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { server: { type: "string" }, target: { type: "string" }, out: { type: "string" } },
});
if ((values.server === undefined) !== (values.target === undefined)) {
  console.error("--server and --target go together: a program runs on one platform only");
  process.exit(2);
}

const calledFrom = process.env.INIT_CWD ?? process.cwd();
const here = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { version } = JSON.parse(readFileSync(path.join(here, "package.json"), "utf8"));
const name = `verbatim-${values.target === undefined ? "" : `${values.target}-`}${version}.vsix`;
const out = values.out === undefined ? path.join(here, name) : path.resolve(calledFrom, values.out);

const bundled = path.join(here, "server");
rmSync(bundled, { recursive: true, force: true });
if (values.server !== undefined) {
  mkdirSync(bundled);
  const program = path.join(bundled, values.target.startsWith("win32") ? "verbatim.exe" : "verbatim");
  copyFileSync(path.resolve(calledFrom, values.server), program);
  chmodSync(program, 0o755);
}

// The draft that "Verbatim: Open the Example" opens.
const example = path.join(here, "example");
rmSync(example, { recursive: true, force: true });
cpSync(path.join(here, "../../examples/harbour"), example, { recursive: true });

const run = (...command) => execFileSync("npm", command, { cwd: here, stdio: "inherit", shell: process.platform === "win32" });
run("run", "build");
const target = values.target === undefined ? [] : ["--target", values.target];
run("exec", "--no", "--", "vsce", "package", "--no-dependencies", "--out", out, ...target);
