#!/usr/bin/env bash
# What the suites install for themselves; source it: need_chromium, need_comet, need_venv NAME REQUIREMENTS, need_js FOLDER. Each is quick when
# the thing is already there, and stops the suite with a sentence when it cannot be had.
need_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Debian's Chromium (a test tool's own download is refused on these machines).
need_chromium() {
  command -v chromium >/dev/null && return 0
  { apt-get update -q && apt-get install -y -q --no-install-recommends chromium fonts-dejavu-core; } >&2 && command -v chromium >/dev/null && return 0
  echo "Chromium could not be installed with apt-get; the page suite needs it." >&2
  return 1
}

# Go from Debian where there is none, then CometBFT through the node's own installer, so that no scenario's time runs while it is built.
need_comet() {
  command -v go >/dev/null || {
    { apt-get update -q && { apt-get install -y -q --no-install-recommends -t "$(. /etc/os-release && echo "$VERSION_CODENAME")-backports" golang-go ||
      apt-get install -y -q --no-install-recommends golang-go; }; } >&2
  }
  command -v go >/dev/null || {
    echo "Go could not be installed with apt-get; suites with several producers build CometBFT with it." >&2
    return 1
  }
  (cd "$need_root" && node --import tsx .ci/needComet.ts) >&2
}

# A virtual environment .venv-NAME with exactly the pinned packages of a requirements file; prints its python.
need_venv() {
  local folder="$need_root/.venv-$1" wanted
  wanted=$(sha256sum "$2" | cut -d' ' -f1)
  if [ "$(cat "$folder/installed" 2>/dev/null)" != "$wanted" ]; then
    rm -rf "$folder"
    { python3 -m venv "$folder" && "$folder/bin/pip" install -q -r "$2"; } >&2 || {
      echo "The Python packages of $2 could not be installed." >&2
      return 1
    }
    echo "$wanted" >"$folder/installed"
  fi
  echo "$folder/bin/python"
}

# The JavaScript clients that nobody here wrote, in a folder with its own package.json.
need_js() {
  local stamp="$1/node_modules/.installed" wanted
  wanted=$(sha256sum "$1/package.json" | cut -d' ' -f1)
  [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return 0
  (cd "$1" && npm install --ignore-scripts --no-audit --no-fund --no-package-lock --loglevel=error --workspaces=false) >&2 || {
    echo "The packages of $1/package.json could not be installed." >&2
    return 1
  }
  echo "$wanted" >"$stamp"
}
