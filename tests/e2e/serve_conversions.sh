#!/usr/bin/env bash
# What HubSpot tells of a deal reaches the data set of a simulated Meta, each stage once: over a lost
# answer, over kills before and after sending, and not at all once the person is erased.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
source "$source_dir/tests/e2e/served.sh"
source "$source_dir/tests/e2e/meta.sh"
export HUBSPOT_CLIENT_SECRET=e2e-secret
hooks=https://hooks.example.com
dataset=7700000000000001

# at_meta FILTER: what jq finds in the events that the platform counts.
at_meta() { curl --silent --show-error "$meta/__sim/capi" | jq --raw-output "$1"; }
now() { curl --silent --show-error "$meta/__sim/clock" | jq .now_ms; }
again() { start --public-url "$hooks" --clock "sim:$meta" --meta-url "$meta"; }

# stage DEAL STAGE: the deal enters it now.
stage() {
  deliver '[{"eventId": 1, "portalId": 62515, "attemptNumber": 0, "occurredAt": '"$(now)"',
    "subscriptionType": "deal.propertyChange", "objectId": "'"$1"'",
    "propertyName": "dealstage", "propertyValue": "'"$2"'"}]' "$(now)"
}
# click DEAL: somebody clicks, and is behind the deal.
click() {
  ask 202 POST /api/v1/track/click --json '{"ad_id": "4", "campaign_id": "2", "click_id": "gv_'"$1"'",
    "fbclid": "IwAR_'"$1"'", "visitor_id": "v'"$1"'", "consent": {"ads": true, "source": "banner"}}'
  ask 200 POST /api/ml/attribution/attribute --json '{"conversion_id": "deal:hubspot:'"$1"'",
    "conversion_type": "lead", "conversion_value": 0, "click_id": "gv_'"$1"'",
    "conversion_timestamp": "'"$(jq --null-input --raw-output "$(now) / 1000 | floor | todate")"'"}'
}
# counted N: minutes pass until the platform counts so many.
counted() {
  for _ in $(seq 200); do
    [[ $(at_meta .counted) == "$1" ]] && return
    sim clock '{"advance_ms": 60000}'
  done
  fail "the platform counts $(at_meta .counted) events instead of $1"
}
# queued N STATE: the log of deliveries has so many of that state.
queued() {
  for _ in $(seq 200); do
    ask 200 GET "/api/v1/capi/events?limit=200&status=$2"
    [[ $(member '.items | length') == "$1" ]] && return
  done
  fail "$(member '.items | length') events are $2 instead of $1"
}

# settled N: minutes pass until so many events are sent, as far as we know.
settled() {
  for _ in $(seq 200); do
    ask 200 GET "/api/v1/capi/events?limit=200&status=sent"
    [[ $(member '.items | length') == "$1" ]] && return
    sim clock '{"advance_ms": 60000}'
  done
  fail "$(member '.items | length') events are sent instead of $1"
}

start_meta --now 2025-01-06T00:00:00Z
again
set_up '{"id": "gym", "name": "Gym", "currency": "AED", "time_zone": "Asia/Dubai"}'
as=(--header "$(bearer gym '["read", "ingest", "config", "publish", "admin"]')")
ask 409 POST /api/meta/capi/test --json '{"event_name": "Lead", "user_data": {"fbp": "fb.1.1.2"}}'
ask 200 PATCH /api/v1/accounts/gym/config --header 'If-Match: "1"' \
  --json '{"capi": {"dataset_id": "'$dataset'", "test_event_code": "TEST1"},
           "business": {"preset": "ptd_fitness"}}'
ask 200 PUT /api/v1/accounts/gym/connections/hubspot/62515 --json '{}'

# Without a connection events wait, and say for what; with one they go.
click 7
stage 7 lead
for _ in $(seq 200); do
  ask 200 GET /api/v1/capi/events
  [[ $(member '.items[0].reason') == *"is not connected: meta"* ]] && break
  sim clock '{"advance_ms": 60000}'
done
says out 'is not connected: meta'
ask 200 PUT /api/v1/accounts/gym/connections/meta/1 \
  --json '{"credentials": {"access_token": "EAAdouble", "app_secret": "app_secret_double"}}'
counted 1
settled 1
[[ $(at_meta '.events[0].event_name') == Lead ]] || fail "$(at_meta .)"
[[ $(at_meta '.events[0].payload.user_data.fbc') == *IwAR_7 ]] || fail "$(at_meta .)"

# A test shows up as one and counts for nothing; what tells of nobody is refused here.
ask 200 POST /api/meta/capi/test --json '{"event_name": "Lead", "user_data": {"em": " Jane@Example.com"}}'
[[ $(member .events_received) == 1 ]] || fail "$(member .)"
[[ $(at_meta '"\(.tests) \(.counted)"') == "1 1" ]] || fail "$(at_meta .)"

# A lost answer: sent again under the same id, counted once.
sim faults '{"match": {"method": "POST", "path_regex": "/events"}, "action": "drop_after", "times": 1}'
stage 7 appointment_scheduled
queued 1 pending
counted 2
settled 2
[[ $(at_meta '.events[1] | "\(.event_name) \(.times)"') == "Schedule 2" ]] || fail "$(at_meta .)"

# Killed as soon as the webhook is answered, and while an event waits.
stage 7 closed_won
crash
again
queued 1 pending
crash
again
counted 3
settled 3
[[ $(at_meta '.events[2].payload.custom_data | "\(.value) \(.currency)"') == "7000 AED" ]] ||
  fail "$(at_meta .)"

# Told again, nothing is new.
stage 7 closed_won
crash
again
sim clock '{"advance_ms": 600000}'
queued 0 pending
[[ $(at_meta .counted) == 3 ]] || fail "$(at_meta .)"

# A server's own event, and one of somebody who is erased before it goes.
ask 202 POST /api/ml/meta-capi/track --json '{"event_name": "Contact", "event_id": "c1",
  "user_data": {"em": "john@example.com"}}'
ask 202 POST /api/v1/capi/events --json '{"event_name": "Contact", "event_id": "c2",
  "user_data": {"em": "jane@example.com"}}'
ask 202 POST /api/v1/privacy/erase --json '{"email": "jane@example.com"}' \
  --header "Idempotency-Key: person-1"
queued 1 suppressed
says out '"reason":"erased"'
counted 4
[[ $(at_meta '.events[3].event_id') == c1 ]] || fail "$(at_meta .)"
lacks out jane@example.com

stop
lacks err "jane@example.com"
finish
