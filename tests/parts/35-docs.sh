#!/bin/sh
# The documentation builds, and its links lead somewhere.
RUSTDOCFLAGS="-D warnings" exec cargo doc --locked --no-deps
