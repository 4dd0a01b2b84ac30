#!/bin/sh
# Installs what the browser tests need and a machine may lack: Chromium and a Chinese font.
set -eu
missing=""
command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
    command -v google-chrome >/dev/null || missing="chromium"
fc-list :lang=zh-cn 2>/dev/null | grep -q . || missing="$missing fontconfig fonts-noto-cjk"
# shellcheck disable=SC2086 # several packages in one list of words
[ -z "$missing" ] || sh "$(dirname "$0")/apt.sh" $missing
