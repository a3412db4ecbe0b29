#!/usr/bin/env bash
# From a click over a deal to the ad's credit, through a kill, to the person's erasure.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
source "$source_dir/tests/e2e/served.sh"
export HUBSPOT_CLIENT_SECRET=e2e-secret
hooks=https://hooks.example.com

# Jobs are done beside the answer: asks until the ledger of deal 7 says TEXT.
ledger_says() {
  for _ in {1..100}; do
    status=$(answered GET /api/v1/deals/7/ledger)
    grep --quiet --fixed-strings -- "$1" out && return
  done
  fail "the ledger does not say \"$1\": $status $(head --bytes=300 out)"
}
start --public-url "$hooks"
set_up '{"id": "gym", "name": "Gym", "currency": "AED", "time_zone": "Asia/Dubai"}'
ask 422 PATCH /api/v1/accounts/gym/config "${own[@]}" --header 'If-Match: "1"' \
  --json '{"api": {"landing_origins": ["https://gym.example/"]}}'
ask 200 PATCH /api/v1/accounts/gym/config "${own[@]}" --header 'If-Match: "1"' \
  --json '{"api": {"landing_origins": ["https://gym.example"]}}'
as=(--header "$(bearer gym '["read", "ingest", "approve", "admin"]')")
[[ $(stat --format=%a "$XDG_DATA_HOME/geminivideo/master.key") == 600 ]] || fail "the key is not private"

click='{"ad_id": "4", "campaign_id": "2", "click_id": "gv_e2e", "visitor_id": "v-e2e",
        "consent": {"ads": true, "source": "banner"}}'
ask 202 POST /api/ml/attribution/track-click --json "$click"
says out '"click_id":"gv_e2e"'
ask 202 POST /api/ml/attribution/track-click --json "$click"
ask 202 POST /api/ml/attribution/track-click --json '{"ad_id": "4", "campaign_id": "2"}'
says out '"click_id":null'
ask 422 POST /api/v1/track/click --json '{"ad_id": "a b", "campaign_id": ""}'
says out '/campaign_id'

# A landing page of the account may report clicks and read the answer; other pages may not.
page=(--header 'Origin: https://gym.example')
ask 204 OPTIONS /api/v1/track/click "${page[@]}" --header 'Access-Control-Request-Method: POST'
[[ $(field Access-Control-Allow-Origin) == https://gym.example ]] || fail "the page may not call"
ask 202 POST /api/v1/track/click --json "$click" "${page[@]}"
[[ $(field Access-Control-Allow-Origin) == https://gym.example ]] || fail "the page may not read"
ask 204 OPTIONS /api/v1/conversions "${page[@]}" --header 'Access-Control-Request-Method: GET'
[[ -z $(field Access-Control-Allow-Origin) ]] || fail "a landing page may call what is not for it"
ask 204 OPTIONS /api/v1/track/click --header 'Origin: https://evil.example' \
  --header 'Access-Control-Request-Method: POST'
[[ -z $(field Access-Control-Allow-Origin) ]] || fail "a page that nobody lists may call"

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
ask 200 POST /api/ml/attribution/attribute --json "$sale"
says out '"ad_id":"meta:4"'
ask 200 GET /api/v1/deals/7/ledger
says out '"kind":"reattribution"'
says out '"ad_id":"meta:4","amount":{"amount_minor":700000'

crash
start --public-url "$hooks"
ask 200 POST /api/ml/attribution/attribute --json "$sale"
says out '"attributed_click_id":"gv_e2e"'
deliver "$won"
says out '"duplicates":2'
ask 200 GET /api/v1/conversions/deal:hubspot:7/path
says out '"model":"last_touch"'

ask 202 POST /api/v1/privacy/export --json '{"email": "jane@example.com"}' \
  --header "Idempotency-Key: person-1"
says out 'v-e2e'
ask 202 POST /api/v1/privacy/erase --json '{"email": "jane@example.com"}' \
  --header "Idempotency-Key: person-2"
says out '"clicks":1'
ask 202 POST /api/v1/privacy/export --json '{"visitor_id": "v-e2e"}' \
  --header "Idempotency-Key: person-3"
lacks out 'gv_e2e'
ask 200 GET /api/v1/conversions/deal:hubspot:7
says out '"ad_id":"meta:4"'
lacks out 'gv_e2e'
ask 200 GET /api/v1/deals/7/ledger
says out '"ad_id":"meta:4","amount":{"amount_minor":700000'

stop
lacks err "jane@example.com"
lacks err "gv_e2e"
finish
