#!/bin/sh
# No lint warns, in the program or in its tests.
exec cargo clippy --locked --all-targets -- -D warnings
