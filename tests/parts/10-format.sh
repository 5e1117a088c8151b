#!/bin/sh
# The source is formatted.
exec cargo fmt --check
