#!/bin/sh
# The server with recorded capabilities of real editors, through pytest-lsp.
set -u
cd "$(dirname "$0")/../pytest_lsp" || exit 1
venv=../../.cache/pytest-lsp
if ! "$venv/bin/python" -c 'import pytest_lsp' 2>/dev/null; then
  if ! { python3 -m venv "$venv" && "$venv/bin/pip" install --quiet -r requirements.txt; }; then
    echo "skipped: pytest-lsp could not be installed (it needs python3 with venv, and the network)"
    exit 0
  fi
fi
exec "$venv/bin/python" -m pytest -q
