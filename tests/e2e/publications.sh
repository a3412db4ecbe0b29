# Sourced after meta.sh by tests of publishing: a creative, what is published of it, and its steps.

# make_clip: a video, its path in `clip`.
make_clip() {
  "$gvtest" gen G2 --count 1 --out clips >gen.log || { cat gen.log; exit 1; }
  clip=$(find clips -name '*.mp4' | sort | head --lines=1)
}
# make_creative MEMBERS: uploads the clip and puts words beside it, a draft; its id in `creative`.
make_creative() {
  ask 201 POST /api/v1/assets --form "file=@$clip"
  ask 201 POST /api/v1/creatives --json '{"asset_id": "'"$(member .asset_id)"'", "name": "Clip",
    "message": "Six weeks.", "headline": "Start", "link": "https://gym.example/start",
    "call_to_action": "SIGN_UP"'"$1"'}'
  creative=$(member .id)
}
# publish PLATFORM KEY MEMBERS: has the creative published, with every step approved; its id in `job`.
publish() {
  ask 202 POST "/api/v1/publish/$1" --header "Idempotency-Key: $2" --json '{"creative_id": "'"$creative"'",
    "name": "Summer '"$2"'", "objective": "leads", "budget": {"amount_minor": 5000, "currency": "USD"},
    "targeting": {"countries": ["AE"]}'"$3"'}'
  job=$(member .job_id)
  approve_steps
}
approve_steps() {
  for id in $(member '.steps[].change_id'); do ask 200 POST "/api/v1/changes/$id/approve"; done
}
step() { jq --raw-output '.steps[] | select(.step == "'"$1"'") | '"$2" out; }
# until_job CONDITION: lets simulated seconds pass until the publication is so.
until_job() {
  for _ in $(seq 1500); do
    ask 200 GET "/api/v1/publish/status/$job"
    jq --exit-status "$1" out >/dev/null && return
    sim clock '{"advance_ms": 1000}'
  done
  fail "publication $job is not: $1: $(jq --compact-output '[.steps[] | [.step, .status, .error]]' out)"
}
# until_sent STEP: until the request of a step went out.
until_sent() {
  until_job '.steps[] | select(.step == "'"$1"'") | .status | . == "executing" or . == "verifying" or . == "completed"'
}
# restart: kills the server and starts another one with the arguments in `at`.
restart() {
  crash
  start "${at[@]}"
}
