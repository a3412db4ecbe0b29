#!/usr/bin/env bash
# From a click over a deal to the ad's credit, through a kill, to the person's erasure.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
export XDG_DATA_HOME=$work/data HUBSPOT_CLIENT_SECRET=e2e-secret
unset DATABASE_URL PORT GEMINIVIDEO_MASTER_KEY
hooks=https://hooks.example.com

# The server, its URL in `url`.
start() {
  "$gv" serve --port 0 --public-url "$hooks" 2>said &
  server=$!
  exec 4<said
  read -r line <&4
  url="http://127.0.0.1:${line##*:}"
  cat <&4 >>err &
}

# ask STATUS METHOD PATH [BODY] [CURL-ARGUMENT...]: the answer is in `out`.
ask() {
  local wanted=$1 method=$2 path=$3 body=${4:-} status
  shift $(($# < 4 ? $# : 4))
  case_name="$method $path"
  status=$(curl --silent --show-error --max-time 20 --output out --write-out '%{http_code}' \
    --request "$method" --header 'Content-Type: application/json' "${key[@]}" \
    ${body:+--data-raw "$body"} "$@" "$url$path")
  [[ $status == "$wanted" ]] || fail "status $status instead of $wanted: $(head --bytes=300 out)"
}
member() { sed "s/.*\"$1\":\"\([^\"]*\)\".*/\1/" out; }

# deliver BODY: what HubSpot posts, signed.
deliver() {
  local time signature
  time=$(date +%s%3N)
  signature=$(python3 -c 'import base64, hmac, sys
print(base64.b64encode(hmac.digest(sys.argv[1].encode(), sys.argv[2].encode(), "sha256")).decode())' \
    "$HUBSPOT_CLIENT_SECRET" "POST$hooks/api/webhook/hubspot$1$time")
  ask 200 POST /api/webhook/hubspot "$1" --header "X-HubSpot-Signature-v3: $signature" \
    --header "X-HubSpot-Request-Timestamp: $time"
}

# Jobs are done beside the answer: asks until the ledger of deal 7 says TEXT.
ledger_says() {
  for _ in {1..100}; do
    status=$(curl --silent --output out --write-out '%{http_code}' "${key[@]}" \
      "$url/api/v1/deals/7/ledger")
    grep --quiet --fixed-strings -- "$1" out && return
  done
  fail "the ledger does not say \"$1\": $status $(head --bytes=300 out)"
}
mkfifo said
: >err
key=()
start
token=$(cat "$XDG_DATA_HOME/geminivideo/setup_token")
ask 201 POST /api/v1/setup '{"setup_token": "'"$token"'", "email": "ada@example.com",
  "password": "correct horse battery", "name": "Ada",
  "account": {"id": "gym", "name": "Gym", "currency": "AED", "time_zone": "Asia/Dubai"}}'
ask 200 POST /api/v1/auth/login '{"email": "ada@example.com", "password": "correct horse battery"}' \
  --cookie-jar jar
ask 201 POST /api/v1/api-keys '{"name": "site", "scopes": ["read", "ingest", "approve", "admin"]}' \
  --cookie jar --header "X-CSRF-Token: $(member csrf_token)" --header "Sec-Fetch-Site: same-origin"
key=(--header "Authorization: Bearer $(member key)")
[[ $(stat --format=%a "$XDG_DATA_HOME/geminivideo/master.key") == 600 ]] || fail "the key is not private"

click='{"ad_id": "4", "campaign_id": "2", "click_id": "gv_e2e", "visitor_id": "v-e2e",
        "consent": {"ads": true, "source": "banner"}}'
ask 202 POST /api/ml/attribution/track-click "$click"
says out '"click_id":"gv_e2e"'
ask 202 POST /api/ml/attribution/track-click "$click"
ask 202 POST /api/ml/attribution/track-click '{"ad_id": "4", "campaign_id": "2"}'
says out '"click_id":null'
ask 422 POST /api/v1/track/click '{"ad_id": "a b", "campaign_id": ""}'
says out '/campaign_id'

# The portal becomes the account's, and tells of a deal that is won.
python3 - "$XDG_DATA_HOME"/geminivideo/*.db <<'END'
import sqlite3, sys
store = sqlite3.connect(sys.argv[1], timeout=20)
store.execute("INSERT INTO platform_connections (account_id, provider, external_account_id, "
              "credentials_enc, enc_key_id, scopes, status, created_at, updated_at) "
              "VALUES ('gym', 'hubspot', '62515', x'', '', '[]', 'active', 0, 0)")
store.commit()
END
at=$(date +%s%3N)
told='"portalId": 62515, "attemptNumber": 0, "subscriptionType": "deal.propertyChange", "objectId": "7"'
won='[{"eventId": 1, "occurredAt": '$((at - 1000))', "propertyName": "amount", "propertyValue": "7000", '$told'},
      {"eventId": 2, "occurredAt": '$at', "propertyName": "dealstage", "propertyValue": "closed_won", '$told'}]'
deliver "$won"
says out '"accepted":2'
ledger_says '"kind":"won"'
says out '"ad_id":"unattributed"'

sale='{"conversion_id": "deal:hubspot:7", "conversion_type": "closed_won", "conversion_value": 0,
       "conversion_timestamp": "'"$(date --utc +%FT%T.%3NZ)"'", "click_id": "gv_e2e",
       "email": "jane@example.com"}'
ask 200 POST /api/ml/attribution/attribute "$sale"
says out '"ad_id":"meta:4"'
ask 200 GET /api/v1/deals/7/ledger
says out '"kind":"reattribution"'
says out '"ad_id":"meta:4","amount":{"amount_minor":700000'

kill -KILL "$server"
wait "$server" || true
exec 4<&-
start
ask 200 POST /api/ml/attribution/attribute "$sale"
says out '"attributed_click_id":"gv_e2e"'
deliver "$won"
says out '"duplicates":2'
ask 200 GET /api/v1/conversions/deal:hubspot:7/path
says out '"model":"last_touch"'

ask 202 POST /api/v1/privacy/export '{"email": "jane@example.com"}'
says out 'v-e2e'
ask 202 POST /api/v1/privacy/erase '{"email": "jane@example.com"}'
says out '"clicks":1'
ask 202 POST /api/v1/privacy/export '{"visitor_id": "v-e2e"}'
lacks out 'gv_e2e'
ask 200 GET /api/v1/conversions/deal:hubspot:7
says out '"ad_id":"meta:4"'
lacks out 'gv_e2e'
ask 200 GET /api/v1/deals/7/ledger
says out '"ad_id":"meta:4","amount":{"amount_minor":700000'

kill -TERM "$server"
wait "$server"
lacks err "jane@example.com"
lacks err "gv_e2e"
finish
