#!/bin/sh
# Runs a program of a newer Debian on this system, without chroot, so that the server it starts is the one under test.
# A copy of the program is made that looks for its loader and its libraries in the tree. `nvim` and `hx` are known.
#
#   in_tree.sh TREE nvim|hx [ARGUMENT…]       TREE was made by debootstrap
set -eu
tree=$(realpath "$1")
program=$2
shift 2
libraries=$(dirname "$(find "$tree/usr/lib" -name libc.so.6 | head -n 1)")
loader=$(find "$tree/lib64/" -name 'ld-linux*' | head -n 1)
case $program in
  nvim)
    file=$tree/usr/bin/nvim
    export VIMRUNTIME="$tree/usr/share/nvim/runtime" LUA_PATH="$tree/usr/share/lua/5.1/?.lua;;" LUA_CPATH="$libraries/lua/5.1/?.so;;"
    set -- --cmd "set runtimepath+=$tree/usr/lib/nvim" "$@" # where its grammars are
    ;;
  hx)
    file=$tree/usr/lib/hx/hx
    export HELIX_RUNTIME="$tree/usr/lib/hx/runtime"
    ;;
  *)
    echo "in_tree.sh: do not know where $program keeps its files" >&2
    exit 2
    ;;
esac
# One that was made where the tree stood before does not find its loader any more.
if [ "$(patchelf --print-interpreter "$file.here" 2>/dev/null)" != "$loader" ]; then
  cp "$file" "$file.part"
  patchelf --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$file.part"
  mv "$file.part" "$file.here"
fi
exec "$file.here" "$@"
