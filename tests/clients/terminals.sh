# Sourced by tests/editors: editors in a real terminal (tmux), and newer ones than this Debian has, from trees of newer
# releases. Needs $CACHE, $DRAFT, $EXPECTED and common.sh.
# shellcheck shell=sh

# altered FIELD: "line" or "column" of the first altered quotation that the command reports, counted from 1.
altered() {
  node -e '
    const { readFileSync } = require("fs");
    const [field, report, draft] = process.argv.slice(1);
    const findings = (value) =>
      value === null || typeof value !== "object" ? [] : value.code && value.bytes ? [value] : Object.values(value).flatMap(findings);
    const first = findings(JSON.parse(readFileSync(report, "utf8")).drafts)
      .filter((finding) => ["altered-quote", "changed-meaning"].includes(finding.code))
      .sort((a, b) => a.bytes[0] - b.bytes[0])[0];
    const before = readFileSync(draft).subarray(0, first.bytes[0]).toString().split("\n");
    console.log(field === "line" ? before.length : [...before.at(-1)].length + 1);
  ' "$1" "$EXPECTED" "$DRAFT"
}

# tree SUITE: makes sure that there is a tree of that Debian release with newer editors; fails where it cannot be made.
tree() {
  [ ! -e "$CACHE/$1.complete" ] || return 0
  [ "$(id -u)" = 0 ] && command -v debootstrap >/dev/null && command -v patchelf >/dev/null || return 1
  echo "installing editors of Debian $1"
  rm -rf "${CACHE:?}/$1"
  nice debootstrap --variant=minbase --include=neovim,hx "$1" "$CACHE/$1" >"$CACHE/$1.log" 2>&1 || {
    tail -n 3 "$CACHE/$1.log"
    return 1
  }
  touch "$CACHE/$1.complete"
}

# on_screen NAME SIGN KEYS SIGN2 WHAT COMMAND…: an editor in a terminal shows SIGN, and after KEYS SIGN2; the picture is
# called NAME.
on_screen() {
  name=$1
  sign=$2
  keys=$3
  then_sign=$4
  what=$5
  shift 5
  if COLUMNS=130 LINES=36 "$REPO/tests/clients/terminal.sh" "$CACHE/pictures/$name" "$sign" "$keys" "$then_sign" "$@"; then
    echo "ok: $name shows $what"
  else
    echo "FAILED: $name shows $what"
    sed 's/^/  /' "$CACHE/pictures/$name.txt"
    status=1
  fi
}

# neovim NAME COMMAND…: the checks of tests/parts/50-neovim.sh with this Neovim, then a look at it in a terminal.
neovim() {
  which=$1
  shift
  (
    DRAFT=$(example_copy)
    SERVER=$server
    export DRAFT SERVER
    timeout 120 "$@" --clean --headless --cmd "set runtimepath+=$REPO/editors/neovim" \
      -c "luafile $REPO/tests/clients/neovim.lua" 2>"$WORK/messages"
  ) || status=1
  on_screen "$which" "■" "$line G $column | K" "Altered –" "findings and a card" "$@" --clean \
    --cmd "set runtimepath+=$REPO/editors/neovim" --cmd "set number linebreak noswapfile" \
    --cmd "nnoremap K <Cmd>lua vim.lsp.buf.hover()<CR>" \
    --cmd "lua require('verbatim').setup({ cmd = { '$server', 'lsp' } })" "$DRAFT"
  on_screen "$which-list" "■" ": V e r b a t i m Space q u o t a t i o n s Enter" "E altered: “that it could" "the list of quotations" "$@" \
    --clean --cmd "set runtimepath+=$REPO/editors/neovim" --cmd "set number linebreak noswapfile" \
    --cmd "lua require('verbatim').setup({ cmd = { '$server', 'lsp' } })" "$DRAFT"
  # Neovim 0.7 by itself offers only what begins with the last word.
  [ "$("$@" --clean --headless -c 'lua io.write(vim.fn.has("nvim-0.10"))' -c qall 2>&1)" = 1 ] || return
  on_screen "$which-completion" "■" "G o She Space said: Space “We Space gave Space the C-x C-o" "twenty to three" \
    "the quotation that was begun" "$@" --clean --cmd "set runtimepath+=$REPO/editors/neovim" \
    --cmd "set linebreak noswapfile completeopt=menuone,noinsert omnifunc=v:lua.vim.lsp.omnifunc" \
    --cmd "lua require('verbatim').setup({ cmd = { '$server', 'lsp' } })" "$DRAFT"
}

# helix NAME COMMAND…: set up by our own file.
helix() {
  which=$1
  shift
  export XDG_CONFIG_HOME="$WORK/helix" XDG_CACHE_HOME="$WORK/helix/cache"
  mkdir -p "$WORK/helix/helix"
  # The README's lines go where it says: those that begin with "config =" below the arguments, the others into the settings.
  sed -n '/^```toml$/,/^```$/{/^```/d;p}' "$REPO/editors/helix/README.md" >"$WORK/helix/said"
  {
    sed "s|^command = .*|command = \"$server\"|; /^args = /r /dev/stdin" "$REPO/editors/helix/languages.toml" <<TOML
$(grep '^config = ' "$WORK/helix/said")
TOML
  } >"$WORK/helix/helix/languages.toml"
  grep -v '^config = ' "$WORK/helix/said" >"$WORK/helix/helix/config.toml"
  printf '[editor.soft-wrap]\nenable = true\n' >>"$WORK/helix/helix/config.toml"
  if "$@" --health markdown | grep -F "$server" | grep -q "✓"; then
    echo "ok: $which finds the server by our languages.toml"
  else
    echo "FAILED: $which finds the server by our languages.toml"
    "$@" --health markdown | sed 's/^/  /'
    status=1
  fi
  on_screen "$which-hints" "●" "" "Courier, 2031-03-04" "source and date behind quotations" "$@" "$DRAFT"
  on_screen "$which" "●" "Space k" "Altered –" "findings and a card" "$@" "$DRAFT:$line:$column"
  on_screen "$which-completion" "●" "g e o She Space said: Space “We Space gave Space the" "twenty to three" \
    "the quotation that was begun" "$@" "$DRAFT:$line:$column"
  on_screen "$which-actions" "●" "Space a" "Use the source" "what can be done" "$@" "$DRAFT:$line:$column"
}

# everywhere FUNCTION PROGRAM: calls FUNCTION for the program of this system and for those of the trees.
everywhere() {
  if command -v "$2" >/dev/null; then "$1" "$1" "$2"; fi
  for suite in trixie sid; do
    if tree "$suite"; then
      "$1" "$1-$suite" "$REPO/tests/clients/in_tree.sh" "$CACHE/$suite" "$2"
    else
      echo "skipped: no $1 of Debian $suite (as root, with debootstrap and patchelf)"
    fi
  done
}

check_neovim() { everywhere neovim nvim; }

check_helix() { everywhere helix hx; }

# Vim with ALE, set up by our own file as its README says.
check_vim() {
  {
    echo 'set nocompatible noswapfile number linebreak hidden'
    echo 'filetype plugin on'
    echo "let g:verbatim_program = '$server'"
    sed -n '/^```vim/,/^```/{/^```/d;p}' "$REPO/editors/vim/README.md" | sed "s|/path/to/verbatim/|$REPO/|"
  } >"$WORK/vimrc"
  if ! vim -Nes -u NONE --cmd 'if !has("job") | cquit | endif' --cmd 'packadd ale' \
    --cmd 'if empty(globpath(&runtimepath, "autoload/ale.vim")) | cquit | endif' --cmd 'qall' 2>/dev/null; then
    echo "skipped: no Vim with jobs, or no ALE (Debian: vim-nox vim-ale)"
    return
  fi
  on_screen vim "courier has" "$line G $column | K" "Altered\* –" "findings and a card" vim -Nu "$WORK/vimrc" -i NONE "$DRAFT"
}

# check_terminals EDITOR…: those of neovim, helix and vim that are named.
check_terminals() {
  line=$(altered line)
  column=$(altered column)
  server=$(server_copy)
  for editor; do
    "check_$editor"
  done
}
