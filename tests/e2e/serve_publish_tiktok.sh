#!/usr/bin/env bash
# A clip becomes an ad on a simulated TikTok: made once and paused, then activated, also over lost
# answers and kills.
#   serve_publish_tiktok.sh BINARY SOURCE_DIR GVTEST
gvtest=$(realpath "$3")
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
source "$source_dir/tests/e2e/served.sh"
source "$source_dir/tests/e2e/meta.sh"
source "$source_dir/tests/e2e/publications.sh"
platform=tiktok

# ours LIST: the things there that this program made, in `ours`. Videos are named by their file.
ours() {
  curl --get --silent --show-error --fail --output listed --header "Access-Token: EAAdouble" \
    --data-urlencode "advertiser_id=1" --data-urlencode "page_size=100" "$meta/open_api/v1.3/$1/"
  jq '[.data.list[] | select((.campaign_name // .adgroup_name // .ad_name // .file_name // "") | contains("gv:"))]' \
    listed >ours
}
# one_of_each COUNT: that many of every kind, and no more.
one_of_each() {
  for list in file/video/ad/search campaign/get adgroup/get ad/get; do
    ours $list
    [[ $(jq length ours) == "$1" ]] || fail "$(jq length ours) of $list instead of $1"
  done
}
# all_are STATUS: how everything of the newest publication is set.
all_are() {
  for list in campaign adgroup ad; do
    ours $list/get
    [[ $(jq --raw-output '.[-1].operation_status' ours) == "$1" ]] || fail "$list: $(jq --compact-output .[-1] ours)"
  done
}

make_clip
start_meta --now 2025-01-06T00:00:00Z
at=(--clock "sim:$meta" --tiktok-url "$meta")
start "${at[@]}"
set_up '{"id": "local", "name": "Local", "currency": "USD", "time_zone": "UTC"}'
as=(--header "$(bearer local '["read", "media", "publish", "config", "execute", "approve", "decide", "admin"]')")
make_creative ''
ask 200 POST "/api/v1/creatives/$creative/approve"

# What the connection lacks is told before anything is queued, one thing after the other.
body='{"creative_id": "'"$creative"'", "name": "Summer", "objective": "leads", "budget": 50.0,
  "targeting": {"countries": ["AE"]}}'
lacking() {
  ask 409 POST /api/publish/tiktok --header "Idempotency-Key: $1" --json "$body"
  says out "$2"
}
connection=/api/v1/accounts/local/connections/tiktok/1
lacking alone 'is not connected: tiktok'
ask 200 PUT $connection --json '{"credentials": {"access_token": "EAAdouble"}}'
lacking nobody 'does not say as which identity its ads speak'
ask 200 PUT $connection --json '{"settings": {"identity_id": "55"}}'
lacking nowhere 'does not say which of its locations AE is'
ask 200 PUT $connection --json '{"settings": {"identity_id": "55", "location_AE": "290557"}}'
lacking blind 'does not say which pixel sees the conversions of this objective'
ask 422 PUT $connection --json '{"settings": {"location_ae": "290557"}}'
ask 200 PUT $connection --json '{"settings": {"identity_id": "55", "location_AE": "290557", "pixel_id": "9",
  "lead_event": "FORM"}}'
ask 422 POST /api/publish/tiktok --header "Idempotency-Key: ages" --json "${body/\"AE\"]/\"AE\"], \"age_min\": 21}"
says out 'an age_min of 13, 18, 25, 35, 45 or 55'
ask 200 GET /api/v1/publish/jobs
[[ $(member '.items | length') == 0 ]] || fail "something was queued: $(cat out)"

# Everything is made once and stays paused; the ad says what the creative says.
publish tiktok paused ', "activate": false'
until_job '.status == "completed"'
one_of_each 1
all_are DISABLE
ours ad/get
[[ $(jq --raw-output '.[0].ad_text' ours) == "Six weeks." ]] || fail "the ad is $(cat ours)"
ours adgroup/get
[[ $(jq '.[0].budget' ours) == 50* ]] || fail "the budget is $(cat ours)"

# Activated by changes of their own, last of all the campaign.
sim advance '{"hours": 2}'
publish tiktok active ''
until_job '.status == "completed"'
one_of_each 2
all_are ENABLE
ad=$(step create_ad .external_id)
ask 200 GET "/api/v1/ads/tiktok:$ad"
[[ $(member .name) == Clip* ]] || fail "the ad is $(cat out)"

# An answer is lost at every step, and the server dies there.
made=2
for made_by in upload_video:ad/upload create_campaign:campaign/create create_adset:adgroup/create create_ad:ad/create; do
  name=${made_by%%:*}
  sim advance '{"hours": 2}'
  sim faults '{"match": {"method": "POST", "path_regex": "/'"${made_by#*:}"'/"}, "action": "drop_after", "times": 1}'
  publish tiktok "$name" ', "activate": false'
  until_sent "$name"
  restart
  until_job '.status == "completed"'
  made=$((made + 1))
done
one_of_each $made

# The same key is the same publication; from the command line, while the server runs.
ask 202 POST /api/publish/tiktok --header "Idempotency-Key: twice" --json "$body"
job=$(member .job_id)
ask 202 POST /api/publish/tiktok --header "Idempotency-Key: twice" --json "$body"
[[ $(member .job_id) == "$job" ]] || fail "another publication"
expect 0 publish "$creative" --account local --platform tiktok --name "Summer typed" --budget 50 \
  --country AE --keep-paused --clock "sim:$meta"
says out create_ad
lacks out create_creative
expect 2 publish "$creative" --account local --platform bing --name n --budget 50 --country AE --clock "sim:$meta"

stop
finish
