#!/usr/bin/env bash
# A customer of a simulated Google Ads is connected: looked at, decided upon, and changed once, also
# over a kill. Then an ad account of Meta beside it. The time is that of Google's double.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
source "$source_dir/tests/e2e/served.sh"
source "$source_dir/tests/e2e/meta.sh"
source "$source_dir/tests/e2e/google.sh"

becomes() {  # STATUS ID: lets simulated seconds pass until a change has it
  for _ in $(seq 200); do
    ask 200 GET "/api/v1/changes/$2"
    [[ $(member .status) == "$1" ]] && return
    sim clock '{"advance_ms": 2000}'
  done
  fail "change $2 is $(member .status): $(member .trouble)"
}
change() {  # BODY: queues it, its id in `change`
  ask 201 POST /api/v1/changes --json "$1"
  change=$(member .id)
}
amount_of() {  # CAMPAIGN: what Google itself has as its budget, in micros
  rows "SELECT campaign_budget.amount_micros FROM campaign WHERE campaign.id = $1"
  jq --raw-output '.[0].campaignBudget.amountMicros' rows
}
writes() {  # how many changes of budgets and statuses came
  curl --silent --show-error --fail "$google/__sim/requests" |
    jq '[.[] | select(.target | endswith(":mutate"))] | length'
}

start_meta --now 2025-01-06T00:00:00Z
start_google --now 2025-01-06T00:00:00Z
sim advance '{"hours": 50}'
curl --silent --show-error --fail --output sim --json '{"hours": 50}' "$meta/__sim/advance"
at=(--clock "sim:$google" --google-url "$google" --meta-url "$meta")
start "${at[@]}"
set_up '{"id": "local", "name": "Local", "currency": "USD", "time_zone": "UTC"}'
as=(--header "$(bearer local '["read", "decide", "config", "execute", "approve", "admin"]')")
connection=/api/v1/accounts/local/connections/google/1

# What it is made of is checked, and what does not work is said where people look for it.
ask 422 PUT $connection --json '{"credentials": {"access_token": "x"}}'
says out 'credentials.developer_token'
ask 422 PUT /api/v1/accounts/local/connections/google/123-456-7890 --json "$secrets"
ask 422 PUT $connection --json '{"settings": {"page_id": "1"}}'
ask 200 PUT $connection --json "${secrets/refresh_double/revoked}"
for _ in $(seq 600); do
  ask 200 GET /api/v1/accounts/local/connections
  [[ $(member '.items[0].status') == refused ]] && break
done
says out 'invalid_grant'

# With the right ones it is looked at, and decided upon.
ask 200 PUT $connection --json "$secrets"
lacks out refresh_double
sim advance '{"hours": 1}'
looked_at 1
ask 200 GET /api/v1/accounts/local/connections
says out '"status":"active"'
ask 200 GET '/api/v1/ads?limit=200'
(($(member '[.items[] | select(.platform == "google" and .impressions > 0)] | length') >= 3)) ||
  fail "$(member '.items')"
shown=$(member '[.items[].spend.amount_minor] | add')
ask 200 GET /api/v1/campaigns
[[ $(member '[.items[].spend.amount_minor] | add') == "$shown" ]]
ask 200 POST /api/v1/decisions/run \
  --json '{"total_budget": {"amount_minor": 100000, "currency": "USD"}, "seed": 3, "dry_run": false}'
(($(member '.recommendations | length') >= 3)) || fail "$(member .recommendations)"
[[ $(member '[.recommendations[] | select(.unit != null) | .unit.id | split(":")[1]] | unique | tostring') == '["campaign"]' ]] ||
  fail "$(member '[.recommendations[].unit]')"

# A budget is changed where Google has it; the server is killed between its approval and its end.
rows "SELECT campaign.id FROM campaign WHERE campaign.status = 'ENABLED' ORDER BY campaign.id"
campaign=$(jq --raw-output '.[0].campaign.id' rows)
second=$(jq --raw-output '.[1].campaign.id' rows)
target=$(($(amount_of "$campaign") / 10000 * 110 / 100))
before=$(writes)
change '{"ad_entity_id": "google:'"$campaign"'", "entity_type": "campaign", "reason": "it sells",
  "daily_budget": {"amount_minor": '"$target"', "currency": "USD"}}'
ask 200 POST "/api/v1/changes/$change/approve"
sim clock '{"advance_ms": 2000}'
crash
sim advance '{"hours": 1}'
start "${at[@]}"
becomes completed "$change"
says out '"outcome":"applied"'
[[ $(amount_of "$campaign") == $((target * 10000)) ]] || fail "Google has $(amount_of "$campaign")"
(($(writes) == before + 1)) || fail "$(writes) writes after $before"

# A lost answer is found out by reading: one write.
before=$(writes)
sim faults '{"match": {"method": "POST", "path_regex": "campaigns:mutate$"}, "action": "drop_after"}'
change '{"ad_entity_id": "google:'"$second"'", "entity_type": "campaign", "status": "paused"}'
ask 200 POST "/api/v1/changes/$change/approve"
becomes completed "$change"
[[ $(member .attempts) == 1 ]] || fail "$(member .attempts) attempts"
rows "SELECT campaign.status FROM campaign WHERE campaign.id = $second"
[[ $(jq --raw-output '.[0].campaign.status' rows) == PAUSED ]]
(($(writes) == before + 1)) || fail "$(writes) writes after $before"

# An ad is paused and brought back; a quota is waited for.
rows "SELECT ad_group_ad.resource_name FROM ad_group_ad WHERE campaign.id = $campaign"
ad=$(jq --raw-output '.[0].adGroupAd.resourceName | split("/")[3]' rows)
sim faults '{"match": {"path_regex": "adGroupAds:mutate$"}, "action": "rate_limit"}'
for status in paused active; do
  change '{"ad_entity_id": "google:'"$ad"'", "entity_type": "ad", "status": "'$status'"}'
  ask 200 POST "/api/v1/changes/$change/approve"
  becomes completed "$change"
done

# Meta beside it: both are looked at, and what is wrong with one keeps nobody from the other.
ask 200 PUT /api/v1/accounts/local/connections/meta/1 --json '{"credentials": {"access_token": "EAAdouble"}}'
ask 409 PUT /api/v1/accounts/local/connections/meta/2 --json '{"credentials": {"access_token": "EAAdouble"}}'
platforms() {  # JSON LIST: waits until ads of these platforms are known
  for _ in $(seq 600); do
    ask 200 GET '/api/v1/ads?limit=200'
    [[ $(member '[.items[].platform] | unique | tostring') == "$1" ]] && return
  done
  fail "ads of $(member '[.items[].platform] | unique | tostring') instead of $1"
}
platforms '["google","meta"]'
looks=$(curl --silent --show-error --fail "$meta/__sim/requests" | jq length)
ask 200 PUT $connection --json "${secrets/refresh_double/revoked}"
sim advance '{"hours": 1}'
for _ in $(seq 600); do
  ask 200 GET /api/v1/accounts/local/connections
  [[ $(member '[.items[].status] | tostring') == '["refused","active"]' ]] &&
    (($(curl --silent "$meta/__sim/requests" | jq length) > looks)) && break
done
says out '"status":"refused"'
(($(curl --silent "$meta/__sim/requests" | jq length) > looks)) || fail "Meta was not looked at"
ask 200 PUT $connection --json "$secrets"

# A stop pauses what spends, wherever.
ask 200 POST /api/v1/emergency-stop --json '{"scope": "account", "reason": "test", "pause_ads": true}'
running() {
  rows "SELECT campaign.id FROM campaign WHERE campaign.status = 'ENABLED'"
  curl --globoff --silent --show-error --output graph \
    "$meta/v25.0/act_1/campaigns?fields=id&effective_status=[\"ACTIVE\"]&access_token=EAAdouble"
  jq --slurp '(.[0] | length) + (.[1].data | length)' rows graph
}
for _ in $(seq 200); do
  sim clock '{"advance_ms": 2000}'
  [[ $(running) == 0 ]] && break
done
[[ $(running) == 0 ]] || fail "campaigns run: $(cat rows graph)"

stop
finish
