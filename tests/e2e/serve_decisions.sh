#!/usr/bin/env bash
# Decisions over HTTP: what ads did is told, a budget is shared, kept, explained and decided again
# alike, and the command line decides the same on the same numbers.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
source "$source_dir/tests/e2e/served.sh"

# budgets: "ad current recommended" in minor units, one a line, of the recommendations in `out`.
budgets() {
  python3 - "$1" <<'PYTHON'
import json, sys
for one in json.load(open("out"))["recommendations"]:
    minor = lambda name: one[name]["amount_minor"] if sys.argv[1] == "http" else one[name + "_minor"]
    print(one["ad_id"].removeprefix("meta:"), minor("current_budget"), minor("recommended_budget"))
PYTHON
}

start
set_up '{"id": "local", "name": "Local", "currency": "USD", "time_zone": "UTC"}'
as=(--header "$(bearer local '["read", "predict", "decide", "learn"]')")

# The numbers of the shipped sample, one report for each ad and day, each sent twice.
ask 409 POST /api/v1/decisions/run --json '{}'
python3 - "$source_dir/docs/samples/native_ads.csv" >reports <<'PYTHON'
import csv, datetime, json, sys
rows = list(csv.DictReader(open(sys.argv[1])))
newest = max(datetime.date.fromisoformat(row["end"]) for row in rows)
today = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
for row in rows:
    day = datetime.date.fromisoformat(row["start"])
    at = today - datetime.timedelta(days=(newest - day).days)
    print(json.dumps({"ad_id": row["ad_id"], "actual_pipeline_value": float(row["pipeline_value"]),
                      "actual_spend": float(row["spend"]),
                      "actual_impressions": int(row["impressions"]),
                      "actual_clicks": int(row["clicks"]),
                      "actual_conversions": int(row["deals"]),
                      "at": at.isoformat().replace("+00:00", "Z"),
                      "event_id": row["ad_id"] + row["start"]}))
PYTHON
while read -r body; do
  ask 200 POST /api/ml/battle-hardened/feedback --json "$body"
  ask 200 POST /api/ml/battle-hardened/feedback --json "$body"
  says out '"duplicate":true'
done <reports

ask 200 POST /api/v1/decisions/run \
  --json '{"total_budget": {"amount_minor": 15000, "currency": "USD"}, "seed": 3, "dry_run": false}'
says out '"executor":"approve"'
budgets http >over_http
run=$(member .run_id)
decision=$(member '[.. | .decision_id? // empty][0]')
ask 200 GET "/api/v1/decision-runs/$run"
clock=$(member .clock_at)
says out '"status":"completed"'
ask 200 GET "/api/v1/decisions/$decision"
says out '"explanation":"'
ask 200 GET "/api/v1/decisions?run=$run&limit=1"
says out '"next_cursor":"'
ask 200 POST "/api/v1/decision-runs/$run/replay"
says out '"identical":true'

# The command line on the same sums: one row an ad, from its first day to the newest report.
ask 200 GET "/api/v1/decisions?run=$run"
python3 - >ids <<'PYTHON'
import json
for item in json.load(open("out"))["items"]:
    print(item["id"])
PYTHON
echo "ad_id,campaign_id,budget_unit_id,status,start,end,impressions,clicks,spend,deals,pipeline_value,cash_revenue,current_budget" >sums.csv
while read -r id; do
  ask 200 GET "/api/v1/decisions/$id"
  python3 - "$clock" >>sums.csv <<'PYTHON'
import datetime, json, sys
told = json.load(open("out"))
was = told["inputs"]
time = lambda text: datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
start = time(sys.argv[1]) - datetime.timedelta(milliseconds=round(was["age_hours"] * 3.6e6))
major = lambda amount: amount["amount_minor"] / 100
print(",".join(str(cell) for cell in (
    told["ad_id"].removeprefix("meta:"), "account", told["ad_id"], "active",
    start.isoformat(), time(was["data_as_of"]).isoformat(), was["impressions"], was["clicks"],
    major(was["spend"]), was["deals"], major(was["pipeline_value"]), major(was["cash_revenue"]),
    major(told["current_budget"]))))
PYTHON
done <ids
expect 0 decide --ads sums.csv --budget 150 --currency USD --seed 3 --now "$clock" --json
budgets cli >by_hand
case_name="the same numbers over HTTP and by hand"
same over_http by_hand
[[ $(wc --lines <over_http) == 3 ]] || fail "not every ad has a budget"

# What was kept survives a kill; projections are those of the log.
crash
expect 0 rebuild --check
says out "local"
start
ask 200 POST "/api/v1/decision-runs/$run/replay"
says out '"identical":true'
stop
finish
