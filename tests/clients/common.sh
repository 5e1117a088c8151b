# Sourced by the tests that drive real editors. Needs $VERBATIM, or a program built before; sets:
#   REPO      the root of the repository
#   VERBATIM  the program under test, as a full path
#   WORK      a scratch folder, removed at the end together with the processes noted by `own`
# shellcheck shell=sh

REPO=$(cd "$(dirname "$0")" && git rev-parse --show-toplevel)

find_program() {
  for candidate in "${VERBATIM:-}" "$REPO/target/release/verbatim" "$REPO/target/quick/verbatim" "$REPO/target/debug/verbatim"; do
    if [ -n "$candidate" ] && [ -x "$candidate" ]; then
      realpath "$candidate"
      return
    fi
  done
  echo "no program to test: build it (cargo build --release) or name it in \$VERBATIM" >&2
  return 1
}
VERBATIM=$(find_program) || exit 2
WORK=$(mktemp -d)
OWNED=
export REPO VERBATIM WORK

# own PID…: processes to end when this script ends, however it ends.
own() { OWNED="$OWNED $*"; }

clean_up() {
  for pid in $OWNED; do
    kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
  done
  rm -rf "$WORK"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# need NAME TEST PACKAGE…: makes sure that the command TEST succeeds, by installing the Debian packages if that is
# possible; else ends this part as skipped.
need() {
  name=$1
  test=$2
  shift 2
  sh -c "$test" >/dev/null 2>&1 && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing $*"
    if { apt-get install -y --no-install-recommends "$@" || { apt-get update && apt-get install -y --no-install-recommends "$@"; }; } \
      >"$WORK/apt.log" 2>&1 && sh -c "$test" >/dev/null 2>&1; then
      return
    fi
    tail -n 3 "$WORK/apt.log"
  fi
  echo "skipped: $name is not here and could not be installed (Debian: $*)"
  echo "0 passed, 0 failed"
  exit 0
}

# example_copy: copies the example into the scratch folder, under a name that has to be escaped in a URI, and prints the
# path of its draft. Beside it, expected.json holds what `verbatim check` says about the draft.
example_copy() {
  folder="$WORK/Harbour – draft"
  cp -r "$REPO/examples/harbour" "$folder"
  "$VERBATIM" check --format json "$folder/brief.md" >"$WORK/expected.json" 2>"$WORK/check.log" || [ $? = 1 ] || {
    cat "$WORK/check.log" >&2
    return 1
  }
  echo "$folder/brief.md"
}

# watched_server: prints the path of a program that starts the server and leaves its process id in $WORK/server.pid.
watched_server() {
  printf '#!/bin/sh\necho $$ >>"%s"\nexec "%s" "$@"\n' "$WORK/server.pid" "$VERBATIM" >"$WORK/verbatim"
  chmod +x "$WORK/verbatim"
  echo "$WORK/verbatim"
}

# check_server_gone: an editor that quits must leave no server behind. Writes a line for `summary`.
check_server_gone() {
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    left=
    while read -r pid; do
      [ ! -e "/proc/$pid/exe" ] || left="$left $pid"
    done <"$WORK/server.pid"
    [ -n "$left" ] || { echo "ok: no server is left behind"; return; }
    sleep 0.3
  done
  echo "FAILED: servers are left behind:$left"
  own "$left"
}

# summary STATUS LOG: prints the log, counts its lines "ok: …" and "FAILED: …", and ends this part. A client that ended
# with an error, or said nothing at all, has failed.
summary() {
  cat "$2"
  passed=$(grep -c '^ok: ' "$2")
  failed=$(grep -c '^FAILED: ' "$2")
  if { [ "$1" != 0 ] || [ "$passed" = 0 ]; } && [ "$failed" = 0 ]; then
    echo "FAILED: the client ended with status $1"
    failed=1
  fi
  echo "$passed passed, $failed failed"
  [ "$failed" = 0 ]
  exit
}
