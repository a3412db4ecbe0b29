#!/usr/bin/env bash
# A clip becomes an ad on a simulated Meta: made once and paused, then activated, also over lost
# answers and kills.
#   serve_publish.sh BINARY SOURCE_DIR GVTEST
gvtest=$(realpath "$3")
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
source "$source_dir/tests/e2e/served.sh"
source "$source_dir/tests/e2e/meta.sh"
source "$source_dir/tests/e2e/publications.sh"

edges=(advideos adcreatives campaigns adsets ads)

# graph PATH: what the platform itself says, in `graph`.
graph() { curl --globoff --silent --show-error --output graph "$meta/v25.0/$1&access_token=EAAdouble"; }
# ours EDGE: the things there that this program made, in `ours`. Videos are named by their title.
ours() {
  local field=name
  [[ $1 == advideos ]] && field=title
  graph "act_1/$1?limit=500&fields=id,$field,status"
  jq --compact-output '[.data[] | select((.name // .title // "") | contains("gv:"))]' graph >ours
}
# one_of_each COUNT: that many of every kind, and no more.
one_of_each() {
  for edge in "${edges[@]}"; do
    ours "$edge"
    [[ $(jq length ours) == "$1" ]] || fail "$(jq length ours) of $edge instead of $1"
  done
}
make_clip
start_meta --now 2025-01-06T00:00:00Z
at=(--clock "sim:$meta" --meta-url "$meta")
start "${at[@]}"
set_up '{"id": "local", "name": "Local", "currency": "USD", "time_zone": "UTC"}'
as=(--header "$(bearer local '["read", "media", "publish", "config", "execute", "approve", "decide", "admin"]')")

# A clip, the words beside it, and somebody who lets it go.
make_creative ''
body='{"creative_id": "'"$creative"'", "name": "Summer", "objective": "leads", "budget": 50.0,
  "targeting": {"countries": ["AE"]}}'
ask 400 POST /api/publish/meta --json "$body"
ask 422 POST /api/publish/meta --header "Idempotency-Key: draft" --json "$body"
says out 'must be approved before it is published'
ask 200 POST "/api/v1/creatives/$creative/approve"

# Without a connection, or a page, nothing is queued and the reason is told.
ask 409 POST /api/publish/meta --header "Idempotency-Key: alone" --json "$body"
says out 'is not connected: meta'
connection=/api/v1/accounts/local/connections/meta/1
ask 200 PUT $connection --json '{"credentials": {"access_token": "EAAdouble", "app_secret": "app_secret_double"}}'
ask 409 POST /api/publish/meta --header "Idempotency-Key: pageless" --json "$body"
says out 'does not say as which page its ads speak'
ask 200 PUT $connection --json '{"settings": {"page_id": "5", "pixel_id": "9"}}'
[[ $(member .credentials.access_token) == …* ]] || fail "the token is gone: $(cat out)"
ask 200 GET /api/v1/publish/jobs
[[ $(member '.items | length') == 0 ]] || fail "something was queued: $(cat out)"

# Everything is made once and stays paused.
publish meta paused ', "activate": false'
until_job '.status == "completed"'
one_of_each 1
for edge in campaigns adsets ads; do
  ours $edge
  [[ $(jq --raw-output '.[0].status' ours) == PAUSED ]] || fail "$edge: $(cat ours)"
done
ours adsets
graph "$(jq --raw-output '.[0].id' ours)?fields=daily_budget,targeting"
[[ $(jq --raw-output .daily_budget graph) == 5000 ]] || fail "the budget is $(cat graph)"
ours adcreatives
graph "$(jq --raw-output '.[0].id' ours)?fields=object_story_spec,url_tags"
[[ $(jq --raw-output .object_story_spec.page_id graph) == 5 ]] || fail "the page is $(cat graph)"
[[ $(jq --raw-output .url_tags graph) == *'utm_content={{ad.id}}'* ]] || fail "no ad in the link"

# Activated by changes of their own, last of all the campaign.
sim advance '{"hours": 2}'
publish meta active ''
until_job '.status == "completed"'
one_of_each 2
for name in campaign adset ad; do
  graph "$(step activate_$name .external_id)?fields=status"
  [[ $(jq --raw-output .status graph) == ACTIVE ]] || fail "$name: $(cat graph)"
done

# Who looks at the platform finds in the catalog what was written there when it was made.
ad=$(step create_ad .external_id)
ask 200 GET "/api/v1/ads/meta:$ad"
[[ $(member .name) == Clip* ]] || fail "the ad is $(cat out)"
[[ $(member .active) == false ]] || fail "it ran before anybody looked: $(cat out)"
sim advance '{"hours": 2}'
for _ in $(seq 600); do
  ask 200 GET "/api/v1/ads/meta:$ad"
  [[ $(member .active) == true ]] && break
  sim clock '{"advance_ms": 1000}'
done
[[ $(member .active) == true ]] || fail "no look found it running: $(cat out)"
ask 200 GET "/api/v1/campaigns?limit=200"
[[ $(member '.items | map(select(.name | startswith("Summer"))) | length') == 2 ]] ||
  fail "campaigns: $(member '.items | map(.name)')"

# An answer is lost at every step, and the server dies there.
made=2
for edge in "${edges[@]}"; do
  name=${edge%s}
  case $edge in advideos) name=upload_video ;; adcreatives) name=create_creative ;; *) name=create_$name ;; esac
  sim advance '{"hours": 2}'
  sim faults '{"match": {"method": "POST", "path_regex": "/'"$edge"'$"}, "action": "drop_after", "times": 1}'
  publish meta "$edge" ', "activate": false'
  until_sent $name
  restart
  until_job '.status == "completed"'
  made=$((made + 1))
done
one_of_each $made

# One platform that is not connected stops them all; the same key is the same publication; a hold
# stops it.
ask 409 POST /api/publish/multi --header "Idempotency-Key: many" --json "${body%\}}"', "platforms": ["meta", "tiktok"]}'
says out 'is not connected: tiktok'
ask 202 POST /api/publish/meta --header "Idempotency-Key: twice" --json "$body"
job=$(member .job_id)
ask 202 POST /api/publish/meta --header "Idempotency-Key: twice" --json "$body"
[[ $(member .job_id) == "$job" ]] || fail "another publication"

# From the command line, while the server runs.
expect 0 publish "$creative" --account local --name "Summer typed" --budget 50 --country AE \
  --keep-paused --clock "sim:$meta"
says out create_ad
lacks out activate_ad
expect 2 publish nonsense --account local --name n --budget 50 --country AE --clock "sim:$meta"
expect 2 publish "$creative" --account local --name n --budget 50 --country Emirates --clock "sim:$meta"
ask 200 GET /api/v1/publish/jobs
[[ $(member '[.items[].name] | index("Summer typed")') != null ]] || fail "$(member '[.items[].name]')"
ask 200 POST /api/v1/holds --json '{"scope": "account", "reason": "audit"}'
ask 423 POST /api/publish/meta --header "Idempotency-Key: held" --json "$body"

stop
finish
