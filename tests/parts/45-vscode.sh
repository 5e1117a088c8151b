#!/bin/sh
# The parts of the VS Code extension that need no editor, its types, and its settings against the program's.
# The workbench itself is driven by tests/editors.
set -u
cd "$(dirname "$0")/../../editors/vscode" || exit 1
if ! command -v npm >/dev/null; then
  echo "skipped: there is no npm"
  exit 0
fi
if [ -z "$(find node_modules/.package-lock.json -newer package-lock.json 2>/dev/null)" ] && ! npm ci --no-fund --no-audit >/dev/null; then
  echo "skipped: what the extension is built with could not be installed (it needs the network)"
  exit 0
fi
exec npm test --silent
