#!/bin/sh
# Runs an editor in a real terminal (tmux), waits for a text on the screen, types, waits again, and keeps the screen as text
# (OUT.txt) and, where aha and Chromium are, as a picture (OUT.png). Ends with 1 when a text does not come within 15 seconds.
#
#   terminal.sh OUT TEXT KEYS THEN_TEXT COMMAND [ARGUMENT…]
#
# TEXT and THEN_TEXT are extended regular expressions; KEYS are tmux key names with blanks between ("3 G 2 0 l K").
# $COLUMNS and $LINES size the terminal, 120 by 30 unless set.
set -u
out=$1 text=$2 keys=$3 then_text=$4
shift 4
socket=verbatim-$$

in_tmux() { tmux -L "$socket" -f /dev/null "$@"; }
trap 'in_tmux kill-server 2>/dev/null' EXIT

# quoted ARGUMENT…: for a shell.
quoted() {
  for argument; do
    printf "'%s' " "$(printf '%s' "$argument" | sed "s/'/'\\\\''/g")"
  done
}

await() {
  for _ in $(seq 150); do
    in_tmux capture-pane -p | grep -qE -- "$1" && return
    sleep 0.1
  done
  echo "not on the screen: $1" >&2
  return 1
}

in_tmux new-session -d -x "${COLUMNS:-120}" -y "${LINES:-30}" "TERM=tmux-256color LC_ALL=C.UTF-8 $(quoted "$@")"
in_tmux set -g remain-on-exit on
status=0
await "$text" || status=1
if [ "$status" = 0 ]; then
  for key in $keys; do
    in_tmux send-keys "$key"
    sleep 0.3
  done
  await "$then_text" || status=1
fi
in_tmux capture-pane -p >"$out.txt"
if command -v aha >/dev/null && command -v chromium >/dev/null; then
  in_tmux capture-pane -p -e | aha --black --title "" >"$out.html"
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --screenshot="$out.png" \
    --window-size="$((${COLUMNS:-120} * 8 + 40)),$((${LINES:-30} * 16 + 40))" "file://$(realpath "$out.html")" >/dev/null 2>&1
  rm -f "$out.html"
fi
exit "$status"
