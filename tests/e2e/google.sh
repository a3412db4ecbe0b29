# Sourced after served.sh by tests against a simulated Google Ads: starts it, and sets its market and
# faults.

# What a connection to it is made of.
secrets='{"credentials": {"developer_token": "developer_double", "client_id": "client_double",
  "client_secret": "client_secret_double", "refresh_token": "refresh_double"}}'

# start_google ARGUMENT...: the double, its address in `google`.
start_google() {
  mkfifo google_said
  "$gv" simulate --platform google --port 0 --seed 7 --scenario S1 --ads 6 "$@" 2>google_said &
  google_double=$!
  trap 'kill "${server:-}" "${double:-}" "$google_double" 2>/dev/null || true; rm --recursive --force "$work"' EXIT
  exec 6<google_said
  read -r line <&6
  google="http://127.0.0.1:${line##*:}"
  cat <&6 >/dev/null &
  exec 6<&-
}
# sim PATH JSON: asks its control plane; the answer is in `sim`.
sim() { curl --silent --show-error --fail --output sim --json "$2" "$google/__sim/$1"; }
# rows QUERY: what Google itself finds, in `rows`.
rows() {
  jq --null-input --arg query "$1" '{query: $query}' |
    curl --silent --show-error --fail --header "Authorization: Bearer ya29.double" \
      --header "developer-token: developer_double" --json @- \
      "$google/v25/customers/1/googleAds:searchStream" | jq '[.[].results // [] | .[]]' >rows
}
