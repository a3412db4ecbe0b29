#!/usr/bin/env bash
# Changes reach a simulated Meta once, also over a kill, and stop when somebody says so.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
source "$source_dir/tests/e2e/served.sh"
source "$source_dir/tests/e2e/meta.sh"

# graph PATH: what the platform itself says, in `graph`.
graph() { curl --globoff --silent --show-error --output graph "$meta/v25.0/$1&access_token=EAAdouble"; }
# becomes STATUS ID: lets simulated seconds pass until a change has it.
becomes() {
  for _ in $(seq 200); do
    ask 200 GET "/api/v1/changes/$2"
    [[ $(member .status) == "$1" ]] && return
    sim clock '{"advance_ms": 2000}'
  done
  fail "change $2 is $(member .status): $(member .trouble)"
}
# change BODY: queues it, its id in `change`.
change() {
  ask 201 POST /api/v1/changes --json "$1"
  change=$(member .id)
}

start_meta --now 2025-01-06T00:00:00Z
sim advance '{"hours": 50}'
start --clock "sim:$meta" --meta-url "$meta"
set_up '{"id": "local", "name": "Local", "currency": "USD", "time_zone": "UTC"}'
as=(--header "$(bearer local '["read", "decide", "config", "execute", "approve", "admin"]')")

# Without a connection a change is parked and says why.
graph "act_1/adsets?fields=id,daily_budget,status"
adset=$(jq --raw-output '[.data[] | select(.status == "ACTIVE")][0].id' graph)
before=$(jq --raw-output '[.data[] | select(.status == "ACTIVE")][0].daily_budget' graph)
target=$((before * 110 / 100))
change '{"ad_entity_id": "meta:'"$adset"'", "entity_type": "adset", "reason": "it sells",
  "daily_budget": {"amount_minor": '"$target"', "currency": "USD"}}'
[[ $(member .status) == awaiting_approval ]] || fail "$(member .status)"
ask 200 POST "/api/v1/changes/$change/approve"
for _ in $(seq 200); do
  sim clock '{"advance_ms": 2000}'
  ask 200 GET "/api/v1/changes/$change"
  [[ $(member .trouble.reason) == no_connection ]] && break
done
says out 'is not connected: meta'

# With one it is sent, also when the server was killed meanwhile, and read back.
ask 200 PUT /api/v1/accounts/local/connections/meta/1 \
  --json '{"credentials": {"access_token": "EAAdouble", "app_secret": "app_secret_double"}}'
crash
sim advance '{"hours": 1}'
start --clock "sim:$meta" --meta-url "$meta"
becomes completed "$change"
says out '"outcome":"applied"'
graph "$adset?fields=daily_budget"
[[ $(jq --raw-output .daily_budget graph) == "$target" ]] || fail "the platform has $(cat graph)"
ask 200 GET /api/v1/changes/history
says out "$change"

# A lost answer is found out by reading: one write.
sim faults '{"match": {"method": "POST"}, "action": "drop_after", "times": 1}'
change '{"ad_entity_id": "meta:'"$adset"'", "entity_type": "adset", "status": "paused"}'
ask 200 POST "/api/v1/changes/$change/approve"
becomes completed "$change"
[[ $(member .attempts) == 1 ]] || fail "$(member .attempts) attempts"

# A stop pauses every campaign and nothing goes out any more; resuming brings back what it paused.
ask 200 POST /api/v1/emergency-stop --json '{"scope": "account", "reason": "test", "pause_ads": true}'
hold=$(member .hold.id)
for _ in $(seq 200); do
  sim clock '{"advance_ms": 2000}'
  graph 'act_1/campaigns?fields=id&effective_status=["ACTIVE"]'
  [[ $(jq '.data | length' graph) == 0 ]] && break
done
[[ $(jq '.data | length' graph) == 0 ]] || fail "campaigns run: $(cat graph)"
ask 200 POST "/api/v1/holds/$hold/clear" --json '{"resume": true, "reason": "tested"}'
paused=$(member '.activations | length')
((paused >= 1)) || fail "$paused campaigns are activated"
for id in $(jq --raw-output '.activations[].id' out); do becomes completed "$id"; done

# From the command line, while the server runs, and by its clock.
expect 4 stop --account local --account nosuch --reason "mistyped"
says err 'there is no account "nosuch"; nothing was changed'
expect 2 stop --reason " "
expect 2 stop --reason "mistyped" --clock tomorrow
says err "--clock: must be sim:"
ask 200 GET /api/v1/executor
[[ $(member '.holds | length') == 0 ]] || fail "a hold of a mistyped account"
expect 0 stop --reason "from here" --clock "sim:$meta"
says out local
ask 200 GET /api/v1/executor
[[ $(member '.holds | length') -ge 1 ]] || fail "no hold"
[[ $(member '[.holds[].engaged_at[:7]] | unique[]') == 2025-01 ]] || fail "held by another clock"
expect 0 stop --reason "and on" --clear --clock "sim:$meta"

stop
finish
