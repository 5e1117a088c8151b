#!/bin/bash
# The reports for CI against the official schema of each format or a reader of it, on the examples and on a draft whose
# words and names are made to break them. Needs python3 with venv; xmllint, npm and ../shared where they are at hand.
set -u
repo=$(cd "$(dirname "$0")/../.." && pwd)
cache=$repo/.cache/reports
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

mkdir -p "$cache"
if ! "$cache/venv/bin/check-jsonschema" --version >/dev/null 2>&1; then
  if ! { python3 -m venv "$cache/venv" && "$cache/venv/bin/pip" install --quiet check-jsonschema==0.39.* sarif-tools==3.*; }; then
    echo "skipped: check-jsonschema could not be installed (it needs python3 with venv, and the network)"
    exit 0
  fi
fi

# shellcheck source=tests/clients/check.sh
. "$repo/tests/clients/check.sh"
skip() { echo "skipped  $1"; }

# The schema of SARIF, as the crate serde-sarif carries it from OASIS.
sarif_schema() {
  local project=$cache/schema
  mkdir -p "$project/src"
  printf '[package]\nname = "schema"\nversion = "0.0.0"\nedition = "2024"\n[dependencies]\nserde-sarif = "=0.8.0"\n[workspace]\n' >"$project/Cargo.toml"
  : >"$project/src/lib.rs"
  cargo metadata --quiet --format-version 1 --manifest-path "$project/Cargo.toml" 2>/dev/null |
    python3 -c 'import json,os,sys; print(next(os.path.dirname(p["manifest_path"]) for p in json.load(sys.stdin)["packages"] if p["name"] == "serde-sarif") + "/src/schema.json")'
}
SARIF=$(sarif_schema)

multitool=$cache/npm/node_modules/.bin/sarif-multitool
if [ ! -e "$multitool" ] && command -v npm >/dev/null; then
  npm install --silent --no-save --prefix "$cache/npm" @microsoft/sarif-multitool@5.7.0 >/dev/null 2>&1
fi

# Its end status is 0 whatever it finds, so its report is read.
sarif_rules() {
  # The package hands its arguments to a shell.
  "$multitool" validate "$1" --rule-kind "'Sarif;Ghas'" -o "$work/validation.sarif" --log ForceOverwrite >/dev/null || return 1
  python3 - "$work/validation.sarif" <<'PY'
import json, sys
results = json.load(open(sys.argv[1]))["runs"][0].get("results", [])
bad = [r for r in results if r.get("level", "warning") in ("error", "warning")]
for r in bad:
    print(r["ruleId"], r["message"].get("text") or r["message"].get("arguments"))
sys.exit(bool(bad))
PY
}

validate() {
  local name=$1 out=$work/$1
  local json=("$cache/venv/bin/check-jsonschema" --schemafile)
  mkdir -p "$out"
  local reporters=() format
  for format in json jsonl sarif github gitlab junit rdjson markdown concise; do reporters+=(--reporter "$format=$out/$format"); done
  "$VERBATIM" check "${reporters[@]}"
  [ $? -le 1 ] || { echo "FAILED   $name could not be checked"; status=1; return; }
  check "$name: json" "${json[@]}" "$repo/schema/check.schema.json" "$out/json"
  check "$name: gitlab" "${json[@]}" "$repo/tests/reports/gitlab.schema.json" "$out/gitlab"
  check "$name: as their consumers read them" python3 "$repo/tests/reports/consumers.py" "$out" "$out/concise"
  if [ -f "$SARIF" ]; then
    # The schema has an expression that other dialects than Python's refuse.
    check "$name: sarif" "$cache/venv/bin/check-jsonschema" --regex-variant python --schemafile "$SARIF" "$out/sarif"
  else skip "$name: sarif against its schema: the crate serde-sarif could not be had"; fi
  check "$name: sarif-tools" "$cache/venv/bin/sarif" summary "$out/sarif"
  if [ -e "$multitool" ]; then check "$name: sarif-multitool with the rules of GitHub" sarif_rules "$out/sarif"
  else skip "$name: sarif-multitool: it could not be had from npm"; fi
  local schemas=$repo/../shared/data/schemas
  if [ -f "$schemas/rdjson.schema.json" ]; then check "$name: rdjson" "${json[@]}" "$schemas/rdjson.schema.json" "$out/rdjson"
  else skip "$name: rdjson: there is no rdjson.schema.json beside the repository"; fi
  if [ ! -f "$schemas/JUnit.xsd" ]; then skip "$name: junit: there is no JUnit.xsd beside the repository"
  elif ! command -v xmllint >/dev/null; then skip "$name: junit: xmllint is not installed (Debian: libxml2-utils)"
  else check "$name: junit" xmllint --noout --schema "$schemas/JUnit.xsd" "$out/junit"; fi
}

if ! command -v xmllint >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get install --quiet --yes --no-install-recommends libxml2-utils >/dev/null 2>&1
fi

cd "$repo/examples/harbour" && validate harbour
mkdir -p "$work/hostile/sources" && cd "$work/hostile" || exit 1
cp "$repo/tests/reports/hostile.md" "a, b; 50% [x] {y}:z.md"
cp "$repo/tests/reports/harm.txt" sources/
validate hostile
exit $status
