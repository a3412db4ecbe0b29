#!/usr/bin/env bash
# What somebody wants of an ad wins over decisions, and over what waits.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
source "$source_dir/tests/e2e/served.sh"
source "$source_dir/tests/e2e/meta.sh"

# policy STATUS BODY: puts it over whatever is there.
policy() { ask "$1" PUT "/api/v1/ads/$ad/policy" --header "If-Match: *" --json "$2"; }
# minor AMOUNT: so much a day, as JSON.
minor() { echo '{"amount_minor": '"$1"', "currency": "USD"}'; }
# run_decisions BODY: decides now; the ad's recommendation is in `unit`, its reason in `reason`.
run_decisions() {
  ask 200 POST /api/v1/decisions/run --json "$1"
  unit=$(member '.recommendations[] | select(.ad_id == "'"$ad"'") | .unit.recommended_budget.amount_minor')
  changes=$(member '.changes | length')
  ask 200 GET "/api/v1/decisions?ad=$ad&run=$(member .run_id)"
  reason=$(member '.items[0].reason_code')
}

start_meta --now 2025-01-06T00:00:00Z
sim advance '{"hours": 50}'
start --clock "sim:$meta" --meta-url "$meta"
set_up '{"id": "local", "name": "Local", "currency": "USD", "time_zone": "UTC"}'
as=(--header "$(bearer local '["read", "decide", "config", "execute", "approve", "admin"]')")
ask 200 PUT /api/v1/accounts/local/connections/meta/1 \
  --json '{"credentials": {"access_token": "EAAdouble", "app_secret": "app_secret_double"}}'
for _ in $(seq 200); do
  ask 200 GET /api/v1/ads
  [[ $(member '.items | length') -ge 2 ]] && break
  sim clock '{"advance_ms": 2000}'
done
ad=$(member '[.items[] | select(.active)][0].id')
adset=$(member '[.items[] | select(.active)][0].adset_id')

# Nobody said anything yet; who changes a policy names the one that was read.
ask 200 GET "/api/v1/ads/$ad/policy"
[[ $(member .mode) == auto ]] || fail "$(member .mode)"
tag=$(field ETag)
ask 428 PUT "/api/v1/ads/$ad/policy" --json '{"mode": "locked"}'

# A lock ends what waits and refuses what comes.
ask 201 POST /api/v1/changes --json '{"ad_entity_id": "'"$ad"'", "entity_type": "ad", "status": "paused"}'
change=$(member .id)
ask 200 POST "/api/v1/changes/$change/approve"
ask 200 PUT "/api/v1/ads/$ad/policy" --header "If-Match: $tag" \
  --json '{"mode": "locked", "note": "until Monday"}'
ask 412 PUT "/api/v1/ads/$ad/policy" --header "If-Match: $tag" --json '{"mode": "auto"}'
for _ in $(seq 50); do
  sim clock '{"advance_ms": 2000}'
  ask 200 GET "/api/v1/changes/$change"
  [[ $(member .status) == cancelled ]] && break
done
[[ $(member .status) == cancelled ]] || fail "the change is $(member .status)"
[[ $(member .trouble.reason) == locked ]] || fail "$(member .trouble)"
ask 423 POST /api/v1/changes --json '{"ad_entity_id": "'"$ad"'", "entity_type": "ad", "status": "paused",
  "reason": "again"}'
says out "locks it"
ask 423 POST /api/v1/changes --json '{"ad_entity_id": "'"$adset"'", "entity_type": "adset",
  "daily_budget": '"$(minor 4000)"'}'
run_decisions '{}'
[[ $reason == hold ]] || fail "a locked ad is decided on for $reason"
before=$unit

# Bounds hold what is proposed, observing keeps it from being carried out.
policy 200 '{"mode": "auto", "max_budget": '"$(minor $((before / 2)))"'}'
run_decisions '{}'
[[ $unit == $((before / 2)) ]] || fail "$unit instead of $((before / 2))"
[[ $reason == policy_bounds ]] || fail "$reason"
policy 200 '{"mode": "observe", "max_budget": '"$(minor $((before / 2)))"'}'
run_decisions '{"dry_run": false}'
[[ $unit == $((before / 2)) ]] || fail "an observed ad is decided on as any other: $unit"
ask 200 GET "/api/v1/changes?ad=$adset"
[[ $(member '.items | length') == 0 ]] || fail "a change of an observed ad: $(member .items)"
policy 200 '{"mode": "auto", "max_budget": '"$(minor $((before / 2)))"'}'
run_decisions '{"dry_run": false, "seed": 1}'
((changes >= 1)) || fail "nothing is queued"
ask 200 GET "/api/v1/changes?ad=$adset"
[[ $(member '.items | length') == 1 ]] || fail "$(member .items)"

# Every change of a policy is on record, and a kept run decides alike.
ask 200 GET "/api/v1/audit-log?action=ad_policy.set"
[[ $(member '.items | length') == 4 ]] || fail "$(member '.items | length') entries"
ask 200 GET /api/v1/decision-runs
ask 200 POST "/api/v1/decision-runs/$(member '.items[0].id')/replay"
[[ $(member .identical) == true ]] || fail "$(member .)"

stop
finish
