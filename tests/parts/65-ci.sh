#!/bin/bash
# What CI systems and pre-commit read: the action, the templates and the hook, against the schemas that their makers publish,
# and the hook in a real pre-commit. Needs python3 with venv, and git.
set -u
repo=$(cd "$(dirname "$0")/../.." && pwd)
venv=$repo/.cache/ci
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
if ! "$venv/bin/pre-commit" --version >/dev/null 2>&1 || ! "$venv/bin/check-jsonschema" --version >/dev/null 2>&1; then
  if ! { python3 -m venv "$venv" && "$venv/bin/pip" install --quiet check-jsonschema==0.39.* pre-commit==4.*; }; then
    echo "skipped: check-jsonschema and pre-commit could not be installed (they need python3 with venv, and the network)"
    exit 0
  fi
fi
# shellcheck source=tests/clients/check.sh
. "$repo/tests/clients/check.sh"
check "ci/github.yml" "$venv/bin/check-jsonschema" --builtin-schema vendor.github-workflows "$repo/ci/github.yml"
check "action.yml" "$venv/bin/check-jsonschema" --builtin-schema vendor.github-actions "$repo/action.yml"
check "ci/gitlab.yml" "$venv/bin/check-jsonschema" --builtin-schema vendor.gitlab-ci "$repo/ci/gitlab.yml"
check ".pre-commit-hooks.yaml" "$venv/bin/pre-commit" validate-manifest "$repo/.pre-commit-hooks.yaml"

# The hook as it is, but for where the program comes from: building it anew would take as long as all other tests.
mkdir -p "$work/house/sources" && cd "$work/house" || exit 1
git init -q . && git config user.name A && git config user.email a@b.example
python3 - "$repo/.pre-commit-hooks.yaml" "$VERBATIM" >.pre-commit-config.yaml <<'PY'
import sys
hook = open(sys.argv[1]).read().replace("entry: verbatim", f"entry: {sys.argv[2]}").replace("language: rust", "language: system")
lines = [line for line in hook.splitlines() if "minimum_pre_commit_version" not in line]
print("repos:\n  - repo: local\n    hooks:")
print("\n".join("      " + line for line in lines))
PY
cp "$repo"/tests/reports/harm.txt sources/harm.md
printf '“The quay is <script>alert(1)</script> closed | to `all` of %%0A us, ]]> and & more,” said Ada Marsh [@harm].\n' >right.md
printf '“The quay is <script>alert(1)</script> open | to `all` of %%0A us, ]]> and & more,” said Ada Marsh [@harm].\n' >wrong.md
export PRE_COMMIT_HOME=$work/pre-commit
git add . && "$venv/bin/pre-commit" run >"$work/said" 2>&1
if [ $? = 1 ] && grep -q 'wrong.md:1:' "$work/said" && ! grep -q 'right.md:1:' "$work/said"; then echo "ok       pre-commit stops a commit"; else
  echo "FAILED   pre-commit stops a commit"; cat "$work/said"; status=1
fi
rm wrong.md && git add . && check "pre-commit lets the rest pass" "$venv/bin/pre-commit" run
exit $status
