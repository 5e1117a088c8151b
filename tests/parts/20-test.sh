#!/bin/sh
# Unit tests, the command through its binary, annotated fixtures, protocol sessions, documentation examples.
exec cargo test --locked --no-fail-fast
