#!/usr/bin/env bash
# An ad account of a simulated Meta is connected, looked at and decided upon. The time is the
# double's: hours pass when the test says so, also while the server is dead.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
source "$source_dir/tests/e2e/served.sh"
source "$source_dir/tests/e2e/meta.sh"

start_meta --now 2025-01-06T00:00:00Z
sim advance '{"hours": 50}'
start --clock "sim:$meta" --meta-url "$meta"
set_up '{"id": "local", "name": "Local", "currency": "USD", "time_zone": "UTC"}'
as=(--header "$(bearer local '["read", "decide", "config"]')")

# What is no ad account, or has no token, is refused with the field.
ask 422 PUT /api/v1/accounts/local/connections/meta/act_1 --json '{"credentials": {"access_token": "x"}}'
ask 422 PUT /api/v1/accounts/local/connections/meta/1 --json '{"credentials": {"app_secret": "x"}}'
says out 'credentials.access_token'

# A connection is looked at as soon as it is there, and tells no secret.
ask 200 PUT /api/v1/accounts/local/connections/meta/1 \
  --json '{"credentials": {"access_token": "EAAdouble", "app_secret": "app_secret_double"}}'
lacks out EAAdouble
looked_at 1
ask 200 GET /api/v1/accounts/local/connections
says out '"status":"active"'
says out '"last_ok_at":"2025-01-08T02:00:00'
ask 200 POST /api/v1/decisions/run \
  --json '{"total_budget": {"amount_minor": 100000, "currency": "USD"}, "seed": 3, "dry_run": false}'
says out '"decision":"'
ads=$(member '.recommendations | length')
((ads >= 3)) || fail "$ads ads are decided upon"

# People see what it brought: the sums of an ad are those of its days, and all of them together.
ask 200 GET '/api/v1/ads?limit=200'
(( $(member '.items | length') >= ads ))
some=$(member '[.items[] | select(.impressions > 0)][0] | .id')
shown=$(member "[.items[] | select(.id == \"$some\")][0] | .impressions")
all=$(member '[.items[].spend.amount_minor] | add')
says out '"decision":"'
ask 200 GET "/api/v1/ads/$some/metrics"
[[ $(member '[.items[].impressions] | add') == "$shown" ]]
ask 200 GET /api/v1/analytics/summary
[[ $(member '.figures.spend.amount_minor') == "$all" ]]
says out '"data_as_of":"2025-01-08T02:00:00'
ask 200 GET /api/v1/campaigns
[[ $(member '[.items[].spend.amount_minor] | add') == "$all" ]]
ask 200 GET "/api/v1/ads/$some/timeline"
says out '"kind":"decision"'

# The next hour is the next look, also for a server that was killed before it.
crash
sim advance '{"hours": 3}'
start --clock "sim:$meta" --meta-url "$meta"
looked_at 2
ask 200 GET /api/v1/accounts/local/connections
says out '"last_ok_at":"2025-01-08T05:00:00'

# A token that is refused is told where people look for it, and the next look mends it.
sim faults '{"action": "expire_token"}'
sim advance '{"hours": 1}'
for _ in $(seq 600); do
  ask 200 GET /api/v1/accounts/local/connections
  [[ $(member '.items[0].status') == refused ]] && break
done
says out 'code 190/463'
sim advance '{"hours": 1}'
looked_at 3
ask 200 GET /api/v1/accounts/local/connections
says out '"status":"active"'

# Two ads of one ad set: its budget is no ad's own, and is changed once, as the ad set's.
graph() { curl --silent --show-error --fail --output graph --header "Authorization: Bearer EAAdouble" "$@"; }
graph "$meta/v25.0/act_1/ads?fields=id,adset_id,creative&limit=1"
adset=$(jq --raw-output '.data[0].adset_id' graph)
graph --json "$(jq '.data[0] | {name: "second", adset_id, creative: {creative_id: .creative.id}, status: "ACTIVE"}' graph)" \
  "$meta/v25.0/act_1/ads"
second=$(jq --raw-output .id graph)
sim advance '{"hours": 1}'
looked_at 4
ask 200 POST /api/v1/decisions/run \
  --json '{"total_budget": {"amount_minor": 120000, "currency": "USD"}, "seed": 4, "dry_run": false}'
[[ $(member "[.recommendations[] | select(.unit.id == \"meta:adset:$adset\") | .unit.shared, .current_budget] | unique | tostring") == "[null,true]" ]] ||
  fail "$(member '.recommendations | map(.unit)')"
says out "meta:$second"
ask 200 GET "/api/v1/changes?limit=200"
[[ $(member '[.items[] | select(.change_type == "budget") | .entity_type] | unique | tostring') == '["adset"]' ]] ||
  fail "budgets of $(member '[.items[].entity_type]')"
[[ $(member "[.items[] | select(.ad_entity_id == \"meta:$adset\" and .status == \"awaiting_approval\")] | length") -le 1 ]] ||
  fail "the ad set is changed more than once"

stop
finish
