#!/usr/bin/env bash
# Inputs that go wrong in the field: each ends with a code and a sentence, never with a crash.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"

header=ad_id,start,end,impressions,clicks,spend,deals,pipeline_value
good=a1,2025-01-01,2025-01-01,1000,20,50.00,1,400

file_with() { printf '%s\n' "$@" >ads.csv; }
decide() { expect "$1" decide --ads ads.csv --budget 60 --currency USD "${@:2}"; }

# Files that are no ads file at all.
: >ads.csv
decide 9
head --bytes=5000 /dev/urandom >ads.csv
decide 9
printf 'PK\003\004\000\000\000' >ads.csv
decide 9
file_with "$header"
decide 9
mkdir folder
expect 9 decide --ads folder --budget 60
printf '\037\213\010broken' >ads.csv.gz
expect 9 decide --ads ads.csv.gz --budget 60
file_with "ad_id,start,end,impresions,clicks,spend" a1,2025-01-01,2025-01-01,1000,20,50.00
decide 9
says err impresions

# One bad row among good ones: it is rejected by line, the others count.
rejected() {
  file_with "$header" "$good" "$1"
  decide 0 --json
  says ads.csv.rejects.csv "$2"
  [[ $(jq '.recommendations | length' out) == 1 ]] || fail "the good row got no recommendation"
}
rejected a2,2025-01-01,2025-01-01,10,20,5.00,0,0 row\ 3.clicks
rejected a2,2025-01-01,2025-01-01,1000,20,-5.00,0,0 row\ 3.spend
rejected a2,2025-01-01,2025-01-01,1000,20,NaN,0,0 row\ 3.spend
rejected a2,2025-01-01,2025-01-01,1000,20,1e400,0,0 row\ 3.spend
rejected a2,2025-01-01,2025-01-01,1000 row
rejected "$good" row
[[ $(jq '.rejected | length' out) == 0 ]] || fail "an ad with a good row is rejected"
rejected a2,2025-02-30,2025-02-30,1000,20,5.00,0,0 row\ 3.start
[[ $(jq --raw-output '.rejected[].ad_id' out) == a2 ]] || fail "the ad of the bad row is not listed"

# Time: rows from the future of --now.
file_with "$header" "$good" a2,2025-01-02,2025-01-02,1000,20,50.00,1,400
decide 0 --now 2025-01-02T00:00:00Z
says ads.csv.rejects.csv a2
decide 9 --now 2024-01-01T00:00:00Z

# Money: rows in another currency are no use, a file in another one than the account is none.
printf 'Ad name,Day,Impressions,Link clicks,Amount spent (USD),Currency\n' >ads.csv
printf 'x,2025-01-01,1000,20,5.00,USD\ny,2025-01-01,1000,20,5.00,EUR\n' >>ads.csv
decide 0
says ads.csv.rejects.csv EUR
expect 9 decide --ads ads.csv --budget 60 --currency AED
file_with "ad_id,start,end,impressions,clicks,spend" a1,2025-01-01,2025-01-01,1000,20,5
decide 0

# Size: one line of 3 MiB between good rows.
file_with "$header" "$good"
head --bytes=3145728 /dev/zero | tr '\0' x >>ads.csv
printf '\n%s\n' a2,2025-01-01,2025-01-01,1000,20,10.00,1,400 >>ads.csv
decide 0 --json
says ads.csv.rejects.csv "row 3: is longer than 1048576 bytes"
[[ $(jq '.recommendations | length' out) == 2 ]] || fail "the rows around it are lost"

# A date that nobody can have meant does not become the present of the account.
rejected a2,2025-01-01,9999-12-31,1000,20,5.00,0,0 row\ 3.end

# Nothing but bad rows: refused, and all of them listed. So are the rows of a pipe.
file_with "$header" a1,2025-01-01,2025-01-01,1000,20,-1,0,0 a2,2025-01-01,2025-01-01,1000,20,x,0,0
decide 9
says err "none of its 2 rows is any use"
[[ $(wc --lines <ads.csv.rejects.csv) == 3 ]] || fail "not both rows are listed"
file_with "$header" "$good" a2,2025-01-01,2025-01-01,1000,20,-5.00,0,0
input=ads.csv
expect 0 decide --ads - --budget 60
says err "1 row of stdin is no use"
says stdin.rejects.csv "row 3.spend"
input=/dev/null

# A date with a time of day, under one name for start and end.
printf 'Day,ad_id,impressions,clicks,spend\n01/02/2025 13:30,a1,1000,20,5\n' >mapped.csv
expect 0 decide --ads mapped.csv --budget 60 --map date=Day --date-format "%d/%m/%Y %H:%M"
expect 9 decide --ads mapped.csv --budget 60 --map date=Nope --date-format "%d/%m/%Y %H:%M"
says err "--map date=COLUMN takes a column of the file: Day, ad_id"
lacks err "Nope=COLUMN"

# Hostile names do not become formulas, terminals or paths.
file_with "$header" '"=cmd|x",2025-01-01,2025-01-01,1000,20,50.00,1,400'
decide 0 --output csv
says out "'=cmd|x"
file_with "$header" $'a\033[31m,2025-01-01,2025-01-01,1000,20,50.00,1,400' \
  $'b\033[2J,2025-01-01,2025-01-01,1000,20,-1,1,400'
for command in "decide --budget 60" kills fatigue optimize; do
  # shellcheck disable=SC2086  # the words of a command
  expect 0 $command --ads ads.csv
  says out 'a\x1b[31m'
  lacks out $'\033'
  lacks err $'\033'
done

# Files that are no scenario, run, log or configuration.
echo '{"days": 0}' >bad.json
expect 9 simulate --scenario ./bad.json
echo '{"daze": 5}' >bad.json
expect 9 simulate --scenario ./bad.json
says err days
echo '{}' >bad.json
expect 9 replay bad.json
echo 'a,b' >log.csv
expect 9 evaluate --log log.csv
printf 'decision: [' >bad.yaml
file_with "$header" "$good"
code=0
"$gv" decide --ads ads.csv --budget 60 --config bad.yaml >out 2>err || code=$?
case_name="broken YAML"
[[ $code == 3 ]] || fail "exit code $code"

finish
