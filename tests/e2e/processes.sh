#!/usr/bin/env bash
# Several processes on one PostgreSQL: a server without workers, a scheduler, a worker. What one
# changes the others notice, and what one leaves another does.
# GV_TEST_POSTGRES names the file that tests/postgres wrote; without it there is nothing to prove.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
source "$source_dir/tests/e2e/served.sh"
[[ -s ${GV_TEST_POSTGRES:-} ]] || exit 0
postgres=$(cat "$GV_TEST_POSTGRES")
name=gv_e2e_processes_$$
db=${postgres/\/postgres\?//$name?}
psql --quiet "$postgres" --command="CREATE DATABASE $name"
others=()
trap 'kill "${server:-}" "${others[@]}" 2>/dev/null || true
  psql --quiet "$postgres" --command="DROP DATABASE $name WITH (FORCE)"
  rm --recursive --force "$work"' EXIT

# begin COMMAND...: another process; leave: ends it in good order.
begin() {
  "$gv" "$@" --db "$db" 2>>others.log &
  others=($!)
}
leave() {
  local code=0
  kill -TERM "${others[0]}"
  wait "${others[0]}" || code=$?
  [[ $code == 0 ]] || fail "exit code $code after SIGTERM: $(tail --lines=3 others.log)"
  others=()
}
# asks_until TEXT PATH: what another process does is there soon.
asks_until() {
  local tries=0
  until ask 200 GET "$2" && grep --quiet --fixed-strings -- "$1" out; do
    ((++tries < 1500)) || { fail "\"$1\" does not come: $(head --bytes=300 out)"; return 0; }
  done
}
run_now() {
  ask 202 POST /api/v1/schedules/budget-optimization/run
  job=$(member .job_id)
}

expect 3 worker --db "$db"
says err "migrations have not run"
start --no-workers --auto-migrate --db "$db" --rate-limit standard=1000000
set_up '{"id": "local", "name": "Local", "currency": "USD", "time_zone": "UTC"}'
as=(--header "$(bearer local '["read", "learn", "config", "admin"]')")
ask 200 POST /api/ml/battle-hardened/feedback --json '{"ad_id": "a1", "actual_pipeline_value": 300,
  "actual_spend": 100, "actual_impressions": 10000, "actual_clicks": 200, "event_id": "1"}'
ask 200 GET /api/v1/schedules
says out '"items":[]'

begin scheduler
asks_until '"name":"budget-optimization"' /api/v1/schedules
leave

# Without a worker a job waits; whoever comes does it, by the configuration that is in force.
run_now
ask 200 GET "/api/v1/jobs/$job"
says out '"state":"created"'
expect 2 worker --db "$db" --queues nothing
says err "must be some of"
begin worker --queues budget-optimization --concurrency 2
asks_until '"state":"completed"' "/api/v1/jobs/$job"
ask 200 PATCH /api/v1/accounts/local/config --json '{"business": {"target_roas": 2.5}}' \
  --header 'If-Match: "1"'
version=0
for _ in {1..200}; do
  run_now
  asks_until '"state":"completed"' "/api/v1/jobs/$job"
  ask 200 GET /api/v1/decision-runs
  version=$(member '[.items[].config_version] | max')
  [[ $version != 2 ]] || break
done
[[ $version == 2 ]] || fail "the worker does not notice another configuration"
leave
stop
finish
