# Sourced after served.sh by tests against a simulated ad platform, Meta unless `platform` says another:
# starts it, and sets its market and faults.
platform=meta

# start_meta ARGUMENT...: the double, its address in `meta`.
start_meta() {
  mkfifo meta_said
  "$gv" simulate --platform "$platform" --port 0 --seed 7 --scenario S1 --ads 6 "$@" 2>meta_said &
  double=$!
  trap 'kill "${server:-}" "$double" 2>/dev/null || true; rm --recursive --force "$work"' EXIT
  exec 5<meta_said
  read -r line <&5
  meta="http://127.0.0.1:${line##*:}"
  cat <&5 >/dev/null &
  exec 5<&-
}
# sim PATH JSON: asks its control plane; the answer is in `sim`.
sim() { curl --silent --show-error --fail --output sim --json "$2" "$meta/__sim/$1"; }
# looked_at COUNT: waits until that many looks at the platform are done. The server's jobs run when
# it gets to them, so their number is asked for until it is reached.
looked_at() {
  local done=0
  for _ in $(seq 600); do
    [[ $(answered GET "/api/v1/jobs?name=platform-sync&state=completed&limit=200") == 200 ]]
    done=$(member '.items | length')
    ((done >= $1)) && return
  done
  fail "$done looks instead of $1"
}
