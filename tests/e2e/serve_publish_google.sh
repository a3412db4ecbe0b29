#!/usr/bin/env bash
# A creative whose video is on YouTube becomes an ad on a simulated Google Ads, made once also over
# lost answers and kills; then it goes to a simulated TikTok with the same request, or to none of them.
#   serve_publish_google.sh BINARY SOURCE_DIR GVTEST
gvtest=$(realpath "$3")
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
source "$source_dir/tests/e2e/served.sh"
source "$source_dir/tests/e2e/meta.sh"
source "$source_dir/tests/e2e/google.sh"
source "$source_dir/tests/e2e/publications.sh"
platform=tiktok

# one_of_each COUNT: that many of every kind were made by this program, and no more.
one_of_each() {
  for table in campaign ad_group ad_group_ad; do
    name=$table.name
    [[ $table == ad_group_ad ]] && name=ad_group_ad.ad.name
    rows "SELECT $name, $table.status FROM $table WHERE $name LIKE '%gv:%'"
    [[ $(jq length rows) == "$1" ]] || fail "$(jq length rows) of $table instead of $1"
  done
}
# status_of STEP: how Google has what a step made.
status_of() {
  rows "SELECT campaign.status FROM campaign WHERE campaign.id = $(step "$1" .external_id)"
  jq --raw-output '.[0].campaign.status' rows
}

make_clip
start_meta --now 2025-01-06T00:00:00Z
start_google --now 2025-01-06T00:00:00Z
at=(--clock "sim:$google" --google-url "$google" --tiktok-url "$meta")
start "${at[@]}"
set_up '{"id": "local", "name": "Local", "currency": "USD", "time_zone": "UTC"}'
as=(--header "$(bearer local '["read", "media", "publish", "config", "execute", "approve", "decide", "admin"]')")
connection=/api/v1/accounts/local/connections/google/1
ask 200 PUT $connection --json "$secrets"

# Without a YouTube video, or what the connection lacks, nothing is queued and the reason is told.
order() {
  echo '{"creative_id": "'"$creative"'", "name": "Summer", "objective": "leads", "budget": 50.0,
    "targeting": {"countries": ["AE"]}'"$1"'}'
}
named='{"settings": {"business_name": "Gym", "logo_asset_id": "88", "location_AE": "2784"}}'
make_creative ''
ask 200 POST "/api/v1/creatives/$creative/approve"
ask 409 POST /api/publish/google --header "Idempotency-Key: nameless" --json "$(order '')"
says out 'does not say for which business its ads speak'
ask 200 PUT $connection --json "$named"
ask 422 POST /api/publish/google --header "Idempotency-Key: offline" --json "$(order '')"
says out 'must have a youtube_video_id'
make_creative ', "youtube_video_id": "dQw4w9WgXcQ"'
ask 200 POST "/api/v1/creatives/$creative/approve"
ask 422 POST /api/publish/google --header "Idempotency-Key: aged" --json "$(order '' | sed 's/"AE"\]/"AE"], "age_min": 21/')"
ask 200 GET /api/v1/publish/jobs
[[ $(member '.items | length') == 0 ]] || fail "something was queued: $(cat out)"

# Everything is made once and stays paused; activated by changes of their own.
publish google paused ', "activate": false'
until_job '.status == "completed"'
one_of_each 1
[[ $(status_of create_campaign) == PAUSED ]] || fail "it is $(cat rows)"
sim advance '{"hours": 2}'
publish google active ''
until_job '.status == "completed"'
one_of_each 2
[[ $(status_of create_campaign) == ENABLED ]] || fail "it is $(cat rows)"
rows "SELECT campaign_budget.amount_micros FROM campaign WHERE campaign.id = $(step create_campaign .external_id)"
[[ $(jq --raw-output '.[0].campaignBudget.amountMicros' rows) == 50000000 ]] || fail "the budget is $(cat rows)"

# An answer is lost at every step, and the server dies there.
made=2
for made_by in create_campaign:googleAds create_adset:adGroups create_ad:googleAds; do
  name=${made_by%%:*}
  sim advance '{"hours": 2}'
  publish google "$name" ', "activate": false'
  [[ $name == create_ad ]] && until_job '.steps[] | select(.step == "create_campaign") | .status == "completed"'
  sim faults '{"match": {"method": "POST", "path_regex": "/'"${made_by#*:}"':mutate"}, "action": "drop_after", "times": 1}'
  until_sent "$name"
  restart
  until_job '.status == "completed"'
  made=$((made + 1))
done
one_of_each $made

# To several at once: all of them or none, one key one publication of each.
many=$(order ', "platforms": ["google", "tiktok"]')
ask 409 POST /api/publish/multi --header "Idempotency-Key: many" --json "$many"
says out 'is not connected: tiktok'
ask 409 POST /api/publish/multi --header "Idempotency-Key: more" --json "$(order ', "platforms": ["google", "meta"]')"
ask 422 POST /api/publish/multi --header "Idempotency-Key: bing" --json "$(order ', "platforms": ["google", "bing"]')"
ask 200 GET "/api/v1/publish/jobs?limit=200"
[[ $(member '.items | length') == "$made" ]] || fail "half of it was queued"
ask 200 PUT /api/v1/accounts/local/connections/tiktok/1 --json '{"credentials": {"access_token": "EAAdouble"},
  "settings": {"identity_id": "55", "location_AE": "290557", "pixel_id": "9", "lead_event": "FORM"}}'
sim advance '{"hours": 2}'
ask 202 POST /api/publish/multi --header "Idempotency-Key: both" --json "$many"
[[ $(member '[.jobs[].platform] | tostring') == '["google","tiktok"]' ]] || fail "jobs: $(cat out)"
[[ $(member '[.jobs[].budget == 50] | all') == true ]] || fail "budgets: $(cat out)"
jobs=$(member '.jobs[].job_id')
ask 202 POST /api/publish/multi --header "Idempotency-Key: both" --json "$many"
[[ $(member '.jobs[].job_id') == "$jobs" ]] || fail "other publications: $(cat out)"
for job in $jobs; do
  ask 200 GET "/api/v1/publish/status/$job"
  approve_steps
done
for job in $jobs; do until_job '.status == "completed"'; done
one_of_each $((made + 1))

stop
finish
