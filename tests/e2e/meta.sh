# Sourced after served.sh by tests against a simulated Meta: starts it, and sets its market and faults.

# start_meta ARGUMENT...: the double, its address in `meta`.
start_meta() {
  mkfifo meta_said
  "$gv" simulate --platform meta --port 0 --seed 7 --scenario S1 --ads 6 "$@" 2>meta_said &
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
