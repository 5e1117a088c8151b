#!/bin/sh
# A real Neovim, set up from editors/neovim, on the example: findings, hover, definition, an edit, a quick fix.
# Uses $NVIM, or `nvim` on PATH, or installs Debian's.
set -u
# shellcheck source-path=SCRIPTDIR source=../clients/common.sh
. "$(dirname "$0")/../clients/common.sh"
NVIM=${NVIM:-nvim}
need Neovim "command -v '$NVIM'" neovim

DRAFT=$(example_copy) || exit 1
SERVER=$(server_copy)
EXPECTED=$WORK/expected.json
export DRAFT SERVER EXPECTED
timeout 120 "$NVIM" --clean --headless --cmd "set runtimepath+=$REPO/editors/neovim" \
  -c "luafile $REPO/tests/clients/neovim.lua" >"$WORK/log" 2>"$WORK/messages"
status=$?
check_server_gone >>"$WORK/log"
summary "$status" "$WORK/log" "$WORK/messages"
