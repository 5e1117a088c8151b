# Sourced by the tests that drive real editors. Needs $VERBATIM, or a program built before; sets:
#   REPO      the root of the repository
#   VERBATIM  the program under test, as a full path
#   WORK      a scratch folder, removed at the end together with the processes noted by `own`
# shellcheck shell=sh

REPO=$(cd "$(dirname "$0")" && while [ ! -e Cargo.toml ] && [ "$PWD" != / ]; do cd ..; done && pwd)

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
  rm -rf "$folder"
  cp -r "$REPO/examples/harbour" "$folder"
  "$VERBATIM" check --format json "$folder/brief.md" >"$WORK/expected.json" 2>"$WORK/check.log" || [ $? = 1 ] || {
    cat "$WORK/check.log" >&2
    return 1
  }
  echo "$folder/brief.md"
}

# server_copy: copies the program into the scratch folder, so that its processes can be told from others, and prints where.
server_copy() {
  cp "$VERBATIM" "$WORK/verbatim"
  echo "$WORK/verbatim"
}

# processes_here: the ids of the processes whose program lies in the scratch folder.
processes_here() {
  for process in /proc/[0-9]*; do
    case $(readlink "$process/exe") in
      "$WORK"/*) printf ' %s' "${process#/proc/}" ;;
    esac
  done
}

# check_server_gone: an editor that has quit must leave no server behind. Writes a line for `summary`.
check_server_gone() {
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    left=$(processes_here)
    [ -n "$left" ] || { echo "ok: no server is left behind"; return; }
    sleep 0.3
  done
  echo "FAILED: servers are left behind:$left"
  own "$left"
}

# summary STATUS LOG [MESSAGES]: prints the log, counts its lines "ok: …" and "FAILED: …", and ends this part. A client that
# ended with an error, or said nothing at all, has failed; then its messages are printed too.
summary() {
  cat "$2"
  passed=$(grep -c '^ok: ' "$2")
  failed=$(grep -c '^FAILED: ' "$2")
  if { [ "$1" != 0 ] || [ "$passed" = 0 ]; } && [ "$failed" = 0 ]; then
    echo "FAILED: the client ended with status $1"
    failed=1
  fi
  if [ "$failed" != 0 ] && [ -n "${3:-}" ]; then
    sed 's/^/  /' "$3"
  fi
  echo "$passed passed, $failed failed"
  [ "$failed" = 0 ]
  exit
}
