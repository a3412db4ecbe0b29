# Sourced after the harness by the tests of a running server: starts it, asks it, ends it.
export XDG_DATA_HOME=$work/data
unset DATABASE_URL PORT HUBSPOT_CLIENT_SECRET GEMINIVIDEO_MASTER_KEY
: >err
as=()
started=0
trap 'kill "${server:-}" 2>/dev/null || true; rm --recursive --force "$work"' EXIT

# start ARGUMENT...: the server, its URL in `url`, what it says at the end of `err`. Each start has a
# pipe of its own: the reader of one that was killed would take the first line of the next.
start() {
  local said=said$((started += 1))
  mkfifo "$said"
  "$gv" serve --port 0 "$@" 2>"$said" &
  server=$!
  exec 4<"$said"
  while read -r line <&4 && [[ $line == "{"* ]]; do echo "$line" >>err; done  # of jobs taken back
  [[ $line == *https://* ]] && url=https || url=http
  url+="://127.0.0.1:${line##*:}"
  cat <&4 >>err &
  reader=$!
  exec 4<&-
}
# stop: ends it in good order; what it said is in `err` whole.
stop() {
  local code=0
  kill -TERM "$server"
  wait "$server" || code=$?
  [[ $code == 0 ]] || fail "exit code $code after SIGTERM"
  wait "$reader"
}
# crash: ends it at once.
crash() {
  kill -KILL "$server"
  { wait "$server" || true; } 2>/dev/null
}

# answered METHOD PATH [CURL-ARGUMENT...]: asks as the one whose headers are in `as`; the answer is in
# `out`, its head in `head`; prints the status.
answered() {
  curl --silent --show-error --max-time 120 --output out --dump-header head \
    --write-out '%{http_code}' --request "$1" "${as[@]}" "${@:3}" "$url$2"
}
# ask STATUS METHOD PATH [CURL-ARGUMENT...]: the same, and fails at another status.
ask() {
  local got
  case_name="$2 $3"
  got=$(answered "${@:2}")
  [[ $got == "$1" ]] || fail "status $got instead of $1: $(head --bytes=300 out | tr --delete '\0')"
}
# member PATH: the text, number or JSON there in the answer, as jq writes a path. field NAME: of its head.
member() { jq --raw-output "$1" out; }
field() { grep --ignore-case "^$1:" head | tail --lines=1 | sed 's/^[^:]*: *//; s/\r$//'; }

# set_up ACCOUNT: the first user with this account (JSON), signed in; `own` are the headers of the session.
set_up() {
  local email=ada@example.com password="correct horse battery" token
  token=$(cat "$XDG_DATA_HOME/geminivideo/setup_token")
  ask 201 POST /api/v1/setup --json '{"setup_token": "'"$token"'", "email": "'"$email"'",
    "password": "'"$password"'", "name": "Ada", "account": '"$1"'}'
  ask 200 POST /api/v1/auth/login --json '{"email": "'"$email"'", "password": "'"$password"'"}' \
    --cookie-jar jar
  own=(--cookie jar --header "X-CSRF-Token: $(member .csrf_token)"
    --header "Sec-Fetch-Site: same-origin")
}
# bearer ACCOUNT SCOPES: makes a key with these scopes (JSON) and prints its header.
bearer() {
  ask 201 POST "/api/v1/api-keys?account_id=$1" "${own[@]}" --json '{"name": "test", "scopes": '"$2"'}'
  echo "Authorization: Bearer $(member .key)"
}

# deliver BODY [NOW]: what HubSpot posts to the public URL in `hooks`, signed at NOW in ms, else at the present.
deliver() {
  local time=${2:-$(date +%s%3N)} signature
  signature=$(python3 -c 'import base64, hmac, sys
print(base64.b64encode(hmac.digest(sys.argv[1].encode(), sys.argv[2].encode(), "sha256")).decode())' \
    "$HUBSPOT_CLIENT_SECRET" "POST$hooks/api/webhook/hubspot$1$time")
  ask 200 POST /api/webhook/hubspot --json "$1" --header "X-HubSpot-Signature-v3: $signature" \
    --header "X-HubSpot-Request-Timestamp: $time"
}
