#!/usr/bin/env bash
# The same question gets the same bytes: in any order of rows, on any number of threads, again later.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
cp "$source_dir"/docs/samples/*.csv .

expect 0 decide --ads native_ads.csv --budget 200 --json --seed 7
cp out first.json
expect 0 decide --ads native_ads.csv --budget 200 --json --seed 7
same out first.json
(head --lines=1 native_ads.csv && tail --lines=+2 native_ads.csv | sort --reverse) >shuffled.csv
expect 0 decide --ads shuffled.csv --budget 200 --json --seed 7
same out first.json
gzip --keep shuffled.csv
expect 0 decide --ads shuffled.csv.gz --budget 200 --json --seed 7
same out first.json
for threads in 1 2 3; do
  expect 0 decide --ads native_ads.csv --budget 200 --json --seed 7 --threads $threads
  same out first.json
done
expect 0 decide --ads native_ads.csv --budget 200 --json --seed 8
[[ $(jq --raw-output .run.id out) != "$(jq --raw-output .run.id first.json)" ]] ||
  fail "another seed is the same run"

# A saved run decides the same again; a changed one is noticed.
expect 0 decide --ads native_ads.csv --deals deals.csv --budget 200 --json --save run.json
expect 0 replay run.json
says out identical
expect 0 replay run.json --threads 1 --json
[[ $(jq --raw-output .replay out) == identical ]] || fail "not identical"
jq '.result.recommendations[0].recommended_budget_minor += 1' run.json >changed.json
expect 6 replay changed.json
says out recommendations[0].recommended_budget_minor
jq '.ads[0].buckets[0][4] += 1' run.json >changed.json
expect 6 replay changed.json
jq '.config.decision.kill_roas = 0.4' run.json >changed.json
expect 6 replay changed.json

# Simulation: same seed, same market; a dumped scenario is the scenario.
simulate() { expect 0 simulate --days 4 --json "$@"; }
simulate --scenario S2 --policies battle_hardened,ts_immediate --seeds 2 --threads 1
cp out first.json
simulate --scenario S2 --policies battle_hardened,ts_immediate --seeds 2 --threads 2
same out first.json
expect 0 simulate --scenario S2 --dump
cp out dumped.json
simulate --scenario ./dumped.json --policies battle_hardened,ts_immediate --seeds 2
same out first.json
simulate --scenario S2 --policies battle_hardened --seeds 1 --seed 1
[[ $(jq '.policies[0].value_per_spend' out) != null ]] || fail "no value per spend"
expect 0 simulate --scenario S1 --days 4 --policies battle_hardened,equal --report page.html
says page.html "<html"

# On a log that chose uniformly, the uniform policy is worth the log's own click rate.
data=$source_dir/../shared/data/open-bandit
if [[ -r $data/men_random.csv.gz ]]; then
  expect 0 evaluate --log "$data/men_random.csv.gz" --policy uniform --json
  [[ $(jq '.estimates[0].value' out) == "$(jq .logged_mean out)" ]] || fail "IPS is not the mean"
  expect 0 evaluate --log "$data/men_random.csv.gz" --policy "logged:$data/men_bts.csv.gz"
  expect 0 evaluate --log "$data/men_random.csv.gz" --policy thompson --estimators snips,dr --json
  [[ $(jq '.estimates | length' out) == 2 ]] || fail "not the two estimators asked for"
else
  echo "skipped: evaluate, because $data is absent"
fi

finish
