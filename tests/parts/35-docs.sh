#!/bin/sh
# The documentation builds, that of private items too, and its links lead somewhere. Links to private items are for
# those who read the private documentation.
RUSTDOCFLAGS="-D warnings -A rustdoc::private_intra_doc_links" \
  exec cargo doc --locked --no-deps --document-private-items
