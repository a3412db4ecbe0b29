#!/usr/bin/env bash
# Every command, every exit code, on the sample files and on inputs made here.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
cp "$source_dir"/docs/samples/*.csv .

# 0: what works.
expect 0
says out "Most likely next"
silent err
expect 0 --version
expect 0 decide --help
says out "Examples:"
expect 0 decide --ads ads_manager_export.csv --budget 1000 --currency USD
says out "= total 1,000.00 USD"
expect 0 decide --ads ads_manager_export.csv --budget 1000 --output csv
says out "ad_id,budget_unit_id,type"
expect 0 kills --ads ads_manager_export.csv --output csv
says out "waste_prevented_a_week_usd,e_value,p_below_protect,confidence_pct"
lacks out %
expect 0 fatigue --ads ads_manager_export.csv --output csv
says out "severity,confidence_pct,days_until_critical,why"
tail --lines=+2 out | cut --delimiter=, --fields=3-5 >numbers
lacks numbers %
expect 0 decide --ads native_ads.csv --deals deals.csv --budget 200 --json
sum=$(jq '[.units[].recommended_budget_minor] | add' out)
reserve=$(jq .reserve_minor out)
[[ $((sum + reserve)) == 20000 ]] || fail "units and reserve sum to $((sum + reserve))"
jq --exit-status '.recommendations | all(.reason != "" and .explanation != "")' out >/dev/null ||
  fail "a recommendation has no reason"
for command in explain\ consult-video fatigue kills optimize predict\ roas; do
  # shellcheck disable=SC2086  # the words of a command
  expect 0 $command --ads native_ads.csv
  # shellcheck disable=SC2086
  expect 0 $command --ads native_ads.csv --json
  jq --exit-status . out >/dev/null || fail "its output is no JSON"
done
printf 'id,stage,amount\nd1,lead,7000\n' >open.csv
expect 0 predict pipeline --deals open.csv --currency AED --json
expect 0 predict pipeline --deals deals.csv --json
says out "closed and not in the forecast"
[[ $(jq '.deals | length' out) == "$(cut --delimiter=, --fields=1,3 deals.csv | grep ^d- |
  awk -F, '{last[$1] = $2} END {for (d in last) n += last[d] !~ /closed/; print n}')" ]] ||
  fail "not one forecast for every open deal"
expect 0 config schema
jq --exit-status .properties.decision out >/dev/null || fail "no schema"
expect 0 config defaults
expect 0 help files

# 1: not there yet.
expect 1 render
says err "not available yet"
expect 1 simulate --scenario S7

# 2: wrong use; one sentence, the nearest name, nothing on stdout.
expect 2 decide --bogus
expect 2 decide --ads native_ads.csv --bugdet 5
says err "did you mean --budget?"
silent out
expect 2 dedice
says err "geminivideo decide"
expect 2 dedice --help
says err "geminivideo decide"
silent out
expect 2 decide --ads native_ads.csv
expect 2 decide --ads native_ads.csv --budget 10x
expect 2 decide --ads native_ads.csv --budget -5
expect 2 decide --ads native_ads.csv --budget 10.005
says err "must have at most 2 decimals in USD"
expect 2 predict roas --ads native_ads.csv --daily-spend 10.005
expect 2 decide --ads native_ads.csv --budget 5 --output yaml
expect 2 decide --ads native_ads.csv --budget 5 --currency US
expect 2 decide --ads native_ads.csv --budget 5 --threads 0
expect 2 decide --ads native_ads.csv --budget 5 --timezone Mars/Olympus
expect 2 simulate --scenario S1 --measurement blurred

# 3: configuration.
printf 'decision:\n  scale_raos: 3\n' >bad.yaml
expect 3 decide --ads native_ads.csv --budget 200 --config bad.yaml
says err "scale_roas"
printf 'decision:\n  scale_roas: 0.2\n' >bad.yaml
expect 3 decide --ads native_ads.csv --budget 200 --config bad.yaml

# 4: not found.
expect 4 decide --ads absent.csv --budget 200
expect 4 explain consult-vidoe --ads native_ads.csv
says err "consult-video"
expect 4 simulate --scenario S99
expect 2 simulate --scenario S1 --policies rulez
says err "rules"
expect 4 help flies

# 6: refused.
expect 6 decide --ads native_ads.csv --budget 5
says err "the total is 5.00 USD"
lacks err "minor units"
expect 6 decide --ads native_ads.csv --budget 200 --check
says out "total"

# 9: see bad_inputs.sh. 10: partly done.
cp native_ads.csv partly.csv
echo 'consult-video,leads,set-consult-video,active,2025-03-01,2025-03-01,5,9,1.00,0,0,0,60,1.4,learned' >>partly.csv
expect 0 decide --ads partly.csv --budget 200
says err "1 row of partly.csv is no use"
says partly.csv.rejects.csv "line,reason"
expect 10 decide --ads partly.csv --budget 200 --strict --quiet
silent err
printf 'id,stage\nd1,lead\nd2,nowhere\n' >open.csv
expect 10 predict pipeline --deals open.csv
printf 'deal_id,stage,occurred_at\nd1,lead,2025-03-01\nd2,nowhere,2025-03-01\n' >open.csv
expect 10 predict pipeline --deals open.csv
says open.csv.rejects.csv "row 3.stage"

# An ad set of several ads, one ad that is paused and one that has no good row: nothing of the JSON
# is missing from the table and the CSV.
cat >shared.csv <<'END'
ad_id,budget_unit_id,status,start,end,impressions,clicks,spend,deals,cash_revenue,current_budget
a,set,active,2025-03-01,2025-03-01,5000,100,50,3,200,90
b,set,active,2025-03-01,2025-03-01,5000,100,40,1,50,90
c,own,active,2025-03-01,2025-03-01,5000,100,30,1,50,30
d,own2,ended,2025-03-01,2025-03-01,5000,100,30,1,50,30
e,own3,active,2025-03-01,2025-03-01,5,100,30,1,50,30
END
expect 0 decide --ads shared.csv --budget 120 --json
cp out shared.json
expect 0 decide --ads shared.csv --budget 120
says out "shared unit"
grep --quiet --extended-regexp '^set +2 ' out || fail "no budget of the shared ad set"
expect 0 decide --ads shared.csv --budget 120 --output csv
for ad in $(jq --raw-output '(.recommendations + .ineligible + .rejected)[].ad_id' shared.json); do
  grep --quiet "^$ad," out || fail "no row of ad $ad"
done
budget=$(jq '.units[] | select(.budget_unit_id == "set") | .recommended_budget_minor' shared.json)
[[ $(awk -F, '$1 == "a" {print $9 * 100}' out) == "$budget" ]] ||
  fail "ad a does not show the budget of its unit"

finish
