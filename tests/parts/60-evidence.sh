#!/bin/bash
# The evidence report in a real browser: nothing is asked for, nothing of a draft or a source acts, axe-core finds no
# violation, filters work by keyboard. Needs node with npm, and Chromium, which it installs on Debian. Pictures of the pages
# and the printed page are left in .cache/evidence.
set -u
repo=$(cd "$(dirname "$0")/../.." && pwd)
cache=$repo/.cache/evidence
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
if [ -z "$chromium" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get install --quiet --yes --no-install-recommends chromium fonts-dejavu-core >/dev/null 2>&1
  chromium=$(command -v chromium)
fi
if [ -z "$chromium" ] || ! command -v npm >/dev/null; then
  echo "skipped: there is no Chromium or no npm (Debian: chromium npm)"
  exit 0
fi
mkdir -p "$cache"
if [ ! -d "$cache/node_modules/axe-core" ] || [ ! -d "$cache/node_modules/playwright-core" ]; then
  if ! npm install --silent --no-save --prefix "$cache" playwright-core@1.65.1 axe-core@4 >/dev/null 2>&1; then
    echo "skipped: playwright-core and axe-core could not be had from npm"
    exit 0
  fi
fi
status=0
look() {
  local name=$1 draft=$2
  "$VERBATIM" report "$draft" -o "$work/$name.html" || { status=1; return; }
  if timeout 300 node "$repo/tests/evidence/page.mjs" "$work/$name.html" "$cache/$name" "$cache/node_modules" "$chromium"; then
    echo "ok       $name"
  else
    echo "FAILED   $name"
    status=1
  fi
}
look harbour "$repo/examples/harbour/brief.md"
look formats "$repo/examples/formats/brief.md"
mkdir -p "$work/hostile/sources"
cp "$repo/tests/evidence/hostile.md" "$work/hostile/"
cp "$repo/tests/evidence/harm.html" "$work/hostile/sources/"
look hostile "$work/hostile/hostile.md"
exit $status
