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
  # The server's log tells what was shown to the editor.
  printf '#!/bin/sh\nexec "%s" "$@" 2>>"%s"\n' "$server" "$kate_home/server.log" >"$kate_home/verbatim"
  chmod +x "$kate_home/verbatim"
  sed "s|\"verbatim\", \"lsp\"|\"$kate_home/verbatim\", \"lsp\"|" "$REPO/editors/kate/settings.json" \
    >"$kate_home/config/kate/lspclient/settings.json"
  cat >"$kate_home/config/katerc" <<RC
[Kate Plugins]
lspclientplugin=true
[General]
Startup Session=new
Show welcome view for new window=false
[lspclient]
AllowedServerCommandLines=$kate_home/verbatim lsp
RC
  Xvfb :97 -screen 0 1280x800x24 >/dev/null 2>&1 &
  screen=$!
  own "$screen"
  sleep 1
  # The session bus ends together with Kate.
  DISPLAY=:97 HOME=$kate_home XDG_CONFIG_HOME=$kate_home/config XDG_DATA_HOME=$kate_home/data \
    XDG_CACHE_HOME=$kate_home/cache XDG_RUNTIME_DIR=$kate_home/run \
    dbus-run-session -- kate --new "$DRAFT" --line 14 >"$kate_home/kate.log" 2>&1 &
  session=$!
  own "$session"
  started=1
  for _ in $(seq 100); do
    [ -z "$(processes_here)" ] || { started=0; break; }
    sleep 0.2
  done
  sleep 4 # until what it said is drawn
  DISPLAY=:97 import -window root "$CACHE/pictures/kate.png" || started=1
  # Squiggles of errors are red, and nothing else in the window is.
  red=$(convert "$CACHE/pictures/kate.png" -fuzz 12% -fill black +opaque '#bf0303' -fill white -opaque '#bf0303' \
    -format '%[fx:int(mean*w*h)]' info: 2>/dev/null)
  if [ "$started" = 0 ] && [ "${red:-0}" -gt 100 ]; then
    echo "ok: Kate underlines what the server says"
  else
    echo "FAILED: Kate underlines what the server says (${red:-no} red dots)"
    sed 's/^/  /' "$kate_home/kate.log"
    status=1
  fi
  for process in $session $screen; do
    kill "$process" 2>/dev/null && wait "$process" 2>/dev/null
  done
}
