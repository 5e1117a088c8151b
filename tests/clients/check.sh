# Sourced by parts of the tests that run many commands; they end with $status.
# shellcheck shell=bash disable=SC2034

# Runs a command that has to succeed: says what was looked at, and notes a failure in $status.
check() {
  local what=$1 output
  shift
  if output=$("$@" 2>&1); then echo "ok       $what"; else
    echo "FAILED   $what"
    echo "$output" | tail -20
    status=1
  fi
}
