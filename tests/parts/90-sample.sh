#!/bin/sh
# The labelled sample beside the repository, where there is one: every expectation must be met.
set -u
tools=../shared/tools
if [ ! -x "$tools/sample.sh" ]; then
  echo "skipped: there is no labelled sample beside the repository ($tools/sample.sh)"
  exit 0
fi
exec "$tools/sample.sh" "$VERBATIM"
