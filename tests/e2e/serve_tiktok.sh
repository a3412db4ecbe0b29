#!/usr/bin/env bash
# An advertiser of a simulated TikTok is connected, looked at, decided upon and changed: once, also
# over lost answers and kills.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
source "$source_dir/tests/e2e/served.sh"
source "$source_dir/tests/e2e/meta.sh"

# tiktok PATH QUERY: what the platform itself lists, in `listed`.
tiktok() {
  curl --get --silent --show-error --fail --output listed --header "Access-Token: EAAdouble" \
    --data-urlencode "advertiser_id=1" --data-urlencode "page_size=1000" \
    --data-urlencode "filtering=$2" "$double_url/open_api/v1.3/$1/get/"
}
# sent PATTERN: how many requests came to a path.
sent() {
  curl --silent --show-error --fail "$double_url/__sim/requests" |
    jq --arg path "$1" '[.[] | select(.target | contains($path))] | length'
}
# becomes STATUS ID: lets simulated seconds pass until a change has it.
becomes() {
  for _ in $(seq 200); do
    ask 200 GET "/api/v1/changes/$2"
    [[ $(member .status) == "$1" ]] && return
    sim clock '{"advance_ms": 2000}'
  done
  fail "change $2 is $(member .status): $(member .trouble)"
}
# change BODY: queues it and approves it, its id in `change`.
change() {
  ask 201 POST /api/v1/changes --json "$1"
  change=$(member .id)
  ask 200 POST "/api/v1/changes/$change/approve"
}

platform=tiktok
start_meta --now 2025-01-06T00:00:00Z
double_url=$meta
sim advance '{"hours": 50}'
start --clock "sim:$double_url" --tiktok-url "$double_url"
set_up '{"id": "local", "name": "Local", "currency": "USD", "time_zone": "UTC"}'
as=(--header "$(bearer local '["read", "decide", "config", "execute", "approve", "admin"]')")

# What is no advertiser, or has no token, is refused with the field.
at=/api/v1/accounts/local/connections/tiktok
ask 422 PUT "$at/act_1" --json '{"credentials": {"access_token": "x"}}'
ask 422 PUT "$at/1" --json '{"credentials": {"app_secret": "x"}}'
says out 'credentials.access_token'

# A connection is looked at as soon as it is there; a wrong token is told where people look for it.
ask 200 PUT "$at/1" --json '{"credentials": {"access_token": "another-token-of-theirs"}}'
lacks out another-token
for _ in $(seq 600); do
  ask 200 GET /api/v1/accounts/local/connections
  [[ $(member '.items[0].status') == refused ]] && break
done
says out 'code 40105'
ask 200 PUT "$at/1" --json '{"credentials": {"access_token": "EAAdouble"}}'
looked_at 1
ask 200 GET /api/v1/accounts/local/connections
says out '"status":"active"'
says out '"last_ok_at":"2025-01-08T02:00:00'

# What it brought is decided upon, and people see it.
ask 200 GET '/api/v1/ads?limit=200'
some=$(member '[.items[] | select(.impressions > 0)][0] | .id')
[[ $some == tiktok:* ]] || fail "an ad is $some"
all=$(member '[.items[].spend.amount_minor] | add')
((all > 0)) || fail "nothing is spent"
ask 200 GET "/api/v1/ads/$some/metrics"
ask 200 GET /api/v1/analytics/summary
[[ $(member '.figures.spend.amount_minor') == "$all" ]] || fail "the summary has another spend"
ask 200 POST /api/v1/decisions/run \
  --json '{"total_budget": {"amount_minor": 110000, "currency": "USD"}, "seed": 3, "dry_run": false}'
says out '"decision":"'

# What was decided goes out once somebody lets it: the budgets of ad groups.
ask 200 GET '/api/v1/changes?status=awaiting_approval&limit=200'
[[ $(member '[.items[].entity_type] | unique | tostring') == '["adset"]' ]] || fail "$(cat out)"
change=$(member '.items[0].id')
decided=$(member '.items[0].ad_entity_id | ltrimstr("tiktok:")')
ask 200 POST "/api/v1/changes/$change/approve"
becomes completed "$change"
says out '"outcome":"applied"'

# A budget is set to the cent and read back, also when the server was killed before it was sent.
tiktok adgroup '{}'
other=$(jq --arg decided "$decided" '[.data.list[] | select(.adgroup_id != $decided)][0]' listed)
group=$(jq --raw-output .adgroup_id <<<"$other")
before=$(jq '.budget * 100 | round' <<<"$other")
target=$((before * 110 / 100 + 1))
ask 201 POST /api/v1/changes --json '{"ad_entity_id": "tiktok:'"$group"'", "entity_type": "adset",
  "reason": "it sells", "daily_budget": {"amount_minor": '"$target"', "currency": "USD"}}'
change=$(member .id)
[[ $(member .status) == awaiting_approval ]] || fail "$(member .status)"
ask 200 POST "/api/v1/changes/$change/approve"
crash
start --clock "sim:$double_url" --tiktok-url "$double_url"
becomes completed "$change"
says out '"outcome":"applied"'
tiktok adgroup '{"adgroup_ids": ["'"$group"'"]}'
[[ $(jq '.data.list[0].budget * 100 | round' listed) == "$target" ]] || fail "it has $(cat listed)"
ask 200 GET /api/v1/changes/history
says out "$change"

# A lost answer is found out by reading: one write, also when the server is killed meanwhile.
ad=${some#tiktok:}
writes=$(sent ad/status/update/)
sim faults '{"match": {"path_regex": "status/update"}, "action": "drop_after", "times": 1}'
change '{"ad_entity_id": "tiktok:'"$ad"'", "entity_type": "ad", "status": "paused"}'
for _ in $(seq 200); do
  sim clock '{"advance_ms": 200}'
  (($(sent ad/status/update/) > writes)) && break
done
crash
sim clock '{"advance_ms": 1000}'
start --clock "sim:$double_url" --tiktok-url "$double_url"
becomes completed "$change"
[[ $(member .attempts) == 1 ]] || fail "$(member .attempts) attempts"
(($(sent ad/status/update/) == writes + 1)) || fail "$(sent ad/status/update/) writes"
tiktok ad '{"ad_ids": ["'"$ad"'"]}'
[[ $(jq --raw-output '.data.list[0].operation_status' listed) == DISABLE ]] || fail "$(cat listed)"

# Too many requests: it waits and goes on.
sim faults '{"match": {"path_regex": "status/update"}, "action": "rate_limit", "times": 1}'
change '{"ad_entity_id": "tiktok:'"$ad"'", "entity_type": "ad", "status": "active"}'
becomes completed "$change"

# A stop pauses every campaign; resuming brings back what it paused.
ask 200 POST /api/v1/emergency-stop --json '{"scope": "account", "reason": "test", "pause_ads": true}'
hold=$(member .hold.id)
for _ in $(seq 200); do
  sim clock '{"advance_ms": 2000}'
  tiktok campaign '{}'
  running=$(jq '[.data.list[] | select(.operation_status == "ENABLE")] | length' listed)
  ((running == 0)) && break
done
((running == 0)) || fail "campaigns run: $(cat listed)"
ask 200 POST "/api/v1/holds/$hold/clear" --json '{"resume": true, "reason": "tested"}'
for id in $(jq --raw-output '.activations[].id' out); do becomes completed "$id"; done
tiktok campaign '{}'
[[ $(jq --raw-output '.data.list[0].operation_status' listed) == ENABLE ]] || fail "$(cat listed)"

stop
finish
