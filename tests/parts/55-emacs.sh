#!/bin/sh
# A real Emacs with eglot, set up from editors/emacs, on the example: findings, hover, definition, an edit, a quick fix.
# Uses $EMACS, or `emacs` on PATH, or installs Debian's.
set -u
# shellcheck source-path=SCRIPTDIR source=../clients/common.sh
. "$(dirname "$0")/../clients/common.sh"
EMACS=${EMACS:-emacs}
need "Emacs with eglot and markdown-mode" \
  "'$EMACS' --batch --eval \"(progn (require 'package) (package-initialize) (require 'eglot) (require 'markdown-mode))\"" \
  emacs-nox elpa-eglot elpa-markdown-mode

DRAFT=$(example_copy) || exit 1
SERVER=$(server_copy)
EXPECTED=$WORK/expected.json
export DRAFT SERVER EXPECTED
LC_ALL=C.UTF-8 HOME=$WORK timeout 120 "$EMACS" --batch --directory "$REPO/editors/emacs" \
  --load "$REPO/tests/clients/emacs.el" >"$WORK/log" 2>"$WORK/messages"
status=$?
check_server_gone >>"$WORK/log"
summary "$status" "$WORK/log" "$WORK/messages"
