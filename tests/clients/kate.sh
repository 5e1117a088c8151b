# Sourced by tests/editors: Kate with its LSP Client plugin, set up by our own file, on a screen of its own. Needs $CACHE,
# $DRAFT, $EXPECTED and common.sh.
# shellcheck shell=sh

# check_kate: Kate starts the server for the draft and shows what it says; the picture is called kate.
check_kate() {
  for program in kate Xvfb import dbus-run-session; do
    if ! command -v "$program" >/dev/null; then
      echo "skipped: no $program for the check of Kate (Debian: kate xvfb imagemagick dbus-x11)"
      return
    fi
  done
  kate_home=$WORK/kate
  server=$(server_copy)
  mkdir -p "$kate_home/config/kate/lspclient" "$kate_home/data" "$kate_home/cache" "$kate_home/run"
  chmod 700 "$kate_home/run"
  sed "s|\"verbatim\", \"lsp\"|\"$server\", \"lsp\"|" "$REPO/editors/kate/settings.json" \
    >"$kate_home/config/kate/lspclient/settings.json"
  cat >"$kate_home/config/katerc" <<RC
[Kate Plugins]
lspclientplugin=true
[General]
Startup Session=new
Show welcome view for new window=false
[lspclient]
AllowedServerCommandLines=$server lsp
RC
  Xvfb :97 -screen 0 800x534x24 >/dev/null 2>&1 &
  screen=$!
  own "$screen"
  sleep 1
  # The session bus ends together with Kate.
  DISPLAY=:97 HOME=$kate_home XDG_CONFIG_HOME=$kate_home/config XDG_DATA_HOME=$kate_home/data \
    XDG_CACHE_HOME=$kate_home/cache XDG_RUNTIME_DIR=$kate_home/run \
    dbus-run-session -- kate --new "$DRAFT" --line 14 >"$kate_home/kate.log" 2>&1 &
  session=$!
  own "$session"
  # The lines of errors are tinted red, and nothing else in the window is.
  tinted=0
  for _ in $(seq 40); do
    sleep 0.5
    DISPLAY=:97 import -window root "$CACHE/pictures/kate.png" 2>/dev/null || continue
    tinted=$(convert "$CACHE/pictures/kate.png" -fuzz 2% -fill black +opaque '#ffe5e5' -fill white -opaque '#ffe5e5' \
      -format '%[fx:int(mean*w*h)]' info: 2>/dev/null)
    [ "${tinted:-0}" -lt 1000 ] || break
  done
  if [ "${tinted:-0}" -ge 1000 ]; then
    echo "ok: Kate shows which lines have errors"
  else
    echo "FAILED: Kate shows which lines have errors (${tinted:-no} red dots)"
    sed 's/^/  /' "$kate_home/kate.log"
    status=1
  fi
  for process in $session $screen; do
    kill "$process" 2>/dev/null && wait "$process" 2>/dev/null
  done
}
