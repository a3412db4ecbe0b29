#!/bin/bash
# check.sh BINARY FOLDER {facebook|hubspot}: an official client from npm against our double. The
# clients are installed in FOLDER, as the lock file has them. 77: there is no node here, or npm's
# registry cannot be reached.
set -euo pipefail

readonly kBinary=$1
readonly kFolder=$2
readonly kClient=$3
readonly kSource=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly kSkipped=77

skip() {
  echo "skipped: $*"
  exit "$kSkipped"
}

# One installation for all clients, made anew when the lock file changes.
install_clients() {
  mkdir -p "$kFolder"
  exec 9> "$kFolder/lock"
  flock 9
  if ! cmp --silent "$kSource/package-lock.json" "$kFolder/package-lock.json"; then
    npm ping --fetch-timeout=10000 --fetch-retries=0 > /dev/null 2>&1 ||
      skip "npm's registry cannot be reached"
    cp "$kSource/package.json" "$kFolder/"
    cp "$kSource/package-lock.json" "$kFolder/package-lock.json.new"
    (cd "$kFolder" && mv package-lock.json.new package-lock.json &&
      npm ci --ignore-scripts --no-audit --no-fund) || {
      rm --force "$kFolder/package-lock.json"
      exit 1
    }
  fi
  cp "$kSource"/*.js "$kFolder/"
  exec 9>&-
}

# Starts the double and prints nothing; its address is in $url.
start_double() {
  local said=$kFolder/$kClient.said
  : > "$said"
  "$kBinary" simulate --port 0 --seed 7 "$@" 2> "$said" &
  double=$!
  trap 'kill "$double" 2> /dev/null; wait "$double" || true' EXIT
  until url=$(sed --quiet 's/.*listening on \(http[^ ]*\).*/\1/p' "$said") && [[ -n $url ]]; do
    kill -0 "$double" || { cat "$said"; exit 1; }
    read -r -t 0.05 < <(:) || true
  done
}

command -v node > /dev/null && command -v npm > /dev/null || skip "there is no node here"
install_clients
case $kClient in
  facebook)
    start_double --platform meta --scenario S1 --ads 4 --now 2025-01-06T00:00:00Z
    node "$kFolder/facebook.js" "$url"
    ;;
  hubspot)
    node "$kFolder/hubspot.js" "$kBinary"
    ;;
esac
