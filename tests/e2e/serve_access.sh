#!/usr/bin/env bash
# The first day of an installation: set up, sign in, make a key, use it, change the configuration.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
source "$source_dir/tests/e2e/served.sh"

case_name="first start"
export HUBSPOT_CLIENT_SECRET=e2e-secret
start --public-url https://hooks.example.com
token=$(cat "$XDG_DATA_HOME/geminivideo/setup_token")
[[ $(stat --format=%a "$XDG_DATA_HOME/geminivideo/setup_token") == 600 ]] || fail "token is not private"
ask 401 GET /api/v1/accounts

account='{"id": "gym", "name": "Gym", "currency": "AED", "time_zone": "Asia/Dubai"}'
setup() {
  echo '{"setup_token": "'"$1"'", "email": "ada@example.com", "password": "correct horse battery",
         "name": "Ada", "account": '"$account"'}'
}
ask 401 POST /api/v1/setup --json "$(setup "${token/gv_/gx_}")"
ask 201 POST /api/v1/setup --json "$(setup "$token")"
[[ ! -e $XDG_DATA_HOME/geminivideo/setup_token ]] || fail "the setup token is still there"
ask 410 POST /api/v1/setup --json "$(setup "$token")"

ask 401 POST /api/v1/auth/login --json '{"email": "ada@example.com", "password": "wrong horse battery"}'
ask 200 POST /api/v1/auth/login --json '{"email": "ada@example.com", "password": "correct horse battery"}' \
  --cookie-jar jar
csrf=$(member .csrf_token)
ask 200 GET /api/v1/auth/me --cookie jar
says out '"role":"owner"'

# A page of another site has the cookie and not the token.
key_body='{"name": "import", "scopes": ["read", "predict", "config"]}'
own=(--cookie jar --header "X-CSRF-Token: $csrf" --header "Sec-Fetch-Site: same-origin")
ask 403 POST /api/v1/api-keys --json "$key_body" --cookie jar
ask 201 POST /api/v1/api-keys --json "$key_body" "${own[@]}"
key=(--header "Authorization: Bearer $(member .key)")
key_id=$(member .id)

ask 200 POST /api/ml/synthetic-revenue/calculate --json '{"stage_to": "closed_won", "deal_value": 6500}' \
  "${key[@]}"
ask 403 GET /api/v1/api-keys "${key[@]}"

ask 200 GET /api/v1/accounts/gym/config "${key[@]}"
says head 'ETag: "1"'
change='{"decision": {"min_roas": 1.2}, "note": "margins fell"}'
ask 428 PATCH /api/v1/accounts/gym/config --json "$change" "${key[@]}"
ask 200 PATCH /api/v1/accounts/gym/config --json "$change" "${key[@]}" --header 'If-Match: "1"'
says out '"version":2'
ask 412 PATCH /api/v1/accounts/gym/config --json "$change" "${key[@]}" --header 'If-Match: "1"'
ask 422 PATCH /api/v1/accounts/gym/config --json '{"decision": {"min_roas": 99}}' "${key[@]}" \
  --header 'If-Match: "2"'
says out '/decision/'

# Another account is refused like one that does not exist.
ask 201 POST /api/v1/accounts --json "${account//gym/shop}" "${own[@]}"
ask 403 GET /api/v1/accounts/shop "${key[@]}"
says out '"instance"'
ask 403 GET /api/v1/accounts/nobody "${key[@]}"

# HubSpot tells of a deal, signed for the address that it was given; what came before the portal was
# connected is taken then. The job folds it.
event='[{"eventId": 1, "portalId": 62515, "occurredAt": '$(date +%s)'000, "objectId": 7,
  "subscriptionType": "deal.propertyChange", "propertyName": "dealstage",
  "propertyValue": "appointment_scheduled", "attemptNumber": 0}]'
now=$(date +%s)000
signature=$(printf 'POST%s%s%s' https://hooks.example.com/api/webhook/hubspot "$event" "$now" |
  openssl dgst -sha256 -hmac "$HUBSPOT_CLIENT_SECRET" -binary | base64)
hook=(--header "X-HubSpot-Request-Timestamp: $now" --header)
ask 401 POST /api/webhook/hubspot --json "$event" "${hook[@]}" "X-HubSpot-Signature-v3: ${signature/?/x}"
ask 200 POST /api/webhook/hubspot --json "$event" "${hook[@]}" "X-HubSpot-Signature-v3: $signature"
says out '"accepted":1'
ask 200 POST /api/webhook/hubspot --json "$event" "${hook[@]}" "X-HubSpot-Signature-v3: $signature"
says out '"duplicates":1'
ask 200 PUT /api/v1/accounts/gym/connections/hubspot/62515 --json '{"display_name": "Main"}' "${own[@]}"
for _ in {1..100}; do
  ask 200 GET "/api/v1/queues" "${key[@]}"
  ! grep --quiet '"completed":1' out || break
done
says out '"completed":1'
ask 200 GET /api/v1/deals/hubspot:7/ledger "${key[@]}"
says out '"entries":[{'
observer=(--header "$(bearer gym '["metrics"]')")
done='gv_jobs_total{outcome="completed",queue="hubspot-webhook-events"} 1'
for _ in {1..100}; do
  ask 200 GET /metrics "${observer[@]}"
  ! grep --quiet --fixed-strings "$done" out || break
done
says out "$done"
says out 'gv_sse_clients 0'

# What is stored survives a kill, and the installation is set up for good.
crash
start
[[ ! -e $XDG_DATA_HOME/geminivideo/setup_token ]] || fail "there is a setup token again"
ask 410 POST /api/v1/setup --json "$(setup "$token")"
ask 200 GET /api/v1/auth/me --cookie jar
ask 200 GET /api/v1/accounts/gym/config "${key[@]}"
says out '"version":2'
ask 204 DELETE "/api/v1/api-keys/$key_id?account_id=gym" "${own[@]}"
ask 401 GET /api/v1/accounts/gym/config "${key[@]}"
ask 200 GET "/api/v1/audit-log?account_id=gym&action=api_key.revoke" "${own[@]}"
says out "$key_id"
ask 204 POST /api/v1/auth/logout "${own[@]}"
ask 401 GET /api/v1/auth/me --cookie jar
stop

# With a user, others may reach it.
start --host 0.0.0.0 --rate-limit login=100
ask 200 GET /health

# A second factor: begun, confirmed, asked for, and ended by a code that recovers.
sign_in() {
  ask "$1" POST /api/v1/auth/login "${@:3}" --json '{"email": "ada@example.com",
    "password": "correct horse battery", "totp": "'"$2"'"}'
}
code_of() {
  python3 -c 'import base64, hmac, struct, sys, time
step = int(time.time() / 30) + int(sys.argv[2])
mac = hmac.digest(base64.b32decode(sys.argv[1]), struct.pack(">Q", step), "sha1")
at = mac[19] & 15
bits = int.from_bytes(mac[at:at + 4], "big") & 0x7FFFFFFF
print(f"{bits % 1_000_000:06}")' "$@"
}
sign_in 200 "" --cookie-jar jar
own=(--cookie jar --header "X-CSRF-Token: $(member .csrf_token)" --header "Sec-Fetch-Site: same-origin")
ask 200 POST /api/v1/auth/totp "${own[@]}" --json '{"action": "enroll"}'
secret=$(member .secret)
sign_in 200 ""
ask 422 POST /api/v1/auth/totp "${own[@]}" --json '{"action": "confirm", "code": "000 000"}'
ask 200 POST /api/v1/auth/totp "${own[@]}" --json '{"action": "confirm", "code": "'"$(code_of "$secret" 0)"'"}'
recovery=$(member '.recovery_codes[0]')
ask 200 GET /api/v1/auth/me "${own[@]}"
says out '"totp_enabled":true'
sign_in 401 ""
code=$(code_of "$secret" 1)
sign_in 200 "$code"
sign_in 401 "$code"
ask 200 POST /api/v1/auth/totp "${own[@]}" --json '{"action": "disable", "code": "'"$recovery"'"}'
sign_in 200 ""
ask 422 POST /api/v1/auth/password "${own[@]}" --json '{"current": "correct horse battery", "new": "Password2024"}'
says out "guessed first"
stop

lacks err "correct horse"
finish
