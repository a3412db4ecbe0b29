#!/usr/bin/env bash
# What flows: the event stream with resume and its end, schedules and what they do, one process for
# each SQLite file.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
source "$source_dir/tests/e2e/served.sh"

# asks_until TEXT PATH: what is done beside the answer is there soon.
asks_until() {
  local tries=0
  until ask 200 GET "$2" && grep --quiet --fixed-strings -- "$1" out; do
    ((++tries < 400)) || { fail "\"$1\" does not come: $(head --bytes=300 out)"; return 0; }
  done
}
# listen PATH [CURL-ARGUMENT...]: opens a stream; hear TEXT: reads on until it says TEXT.
listen() {
  case_name="GET $1"
  heard=
  exec 5< <(exec curl --silent --no-buffer --max-time 60 "${as[@]}" "${@:2}" "$url$1")
}
hear() {
  local line
  while [[ $heard != *"$1"* ]]; do
    IFS= read -r -t 20 line <&5 || { fail "the stream ends before \"$1\": $heard"; return 0; }
    heard+=$line$'\n'
  done
}
feedback() {
  ask 200 POST /api/ml/battle-hardened/feedback --json '{"ad_id": "'"$1"'",
    "actual_pipeline_value": 300, "actual_spend": 100, "actual_impressions": 10000,
    "actual_clicks": 200, "event_id": "'"$1"'"}'
}

start --rate-limit standard=1000000
set_up '{"id": "local", "name": "Local", "currency": "USD", "time_zone": "Asia/Dubai"}'
as=()
ask 401 GET /api/v1/stream
as=(--header "$(bearer local '["read", "decide", "learn", "admin"]')")
ask 422 GET "/api/v1/stream?topics=nothing"

# Told as it happens.
feedback a1
listen "/api/v1/stream?topics=decisions"
hear "retry: 3000"
ask 200 POST /api/v1/decisions/run --json '{"dry_run": false}'
run=$(member .run_id)
hear "event: decisions.made"
hear "$run"
[[ $heard != *learning* ]] || fail "tells of a topic that was not asked for: $heard"
id=$(sed --quiet 's/^id: //p' <<<"$heard" | tail --lines=1)
exec 5<&-

# Who comes back is told what was missed: a key, and a browser by its cookie.
feedback a2
listen /api/v1/stream --header "Last-Event-ID: $id"
hear "id: $((id + 1))"
exec 5<&-
key=("${as[@]}")
as=(--cookie jar)
listen "/api/v1/stream?last_event_id=$id"
hear "id: $((id + 1))"

# The end of a session is the end of its stream.
ask 204 POST /api/v1/auth/logout "${own[@]:2}"
hear "event: bye"
exec 5<&-
as=("${key[@]}")

# Schedules are there by themselves, by the account's clock; they can be set, and run at once.
asks_until '"name":"budget-optimization"' /api/v1/schedules
says out '"time_zone":"Asia/Dubai"'
ask 200 PATCH /api/v1/schedules --json '{"name": "budget-optimization", "cron": "0 */6 * * *"}'
says out '"cron":"0 */6 * * *"'
ask 422 PATCH /api/v1/schedules --json '{"name": "budget-optimization", "cron": "99 * * * *"}'
ask 202 POST /api/v1/schedules/budget-optimization/run
asks_until '"state":"completed"' "/api/v1/jobs/$(member .job_id)"
ask 200 GET /api/v1/decision-runs
says out '"trigger":"schedule"'

# What its forerunner was doing when it was killed is done at once.
ask 202 POST /api/v1/schedules/ab-decay/run
job=$(member .job_id)
crash
start --rate-limit standard=1000000
asks_until '"state":"completed"' "/api/v1/jobs/$job"

# The end of the server is the end of all streams.
listen /api/v1/stream
hear "retry: 3000"
kill -TERM "$server"
hear "event: bye"
exec 5<&-
wait "$server" || fail "exit code $? after SIGTERM"

# An SQLite file has one process.
expect 2 worker
says err "needs PostgreSQL"
expect 2 scheduler
says err "needs PostgreSQL"
expect 2 serve --port 0 --no-workers
says err "needs PostgreSQL"
finish
