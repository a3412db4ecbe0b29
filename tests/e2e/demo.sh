#!/usr/bin/env bash
# A short demo: the whole loop over HTTP, the same twice, and nothing left behind.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
export TMPDIR=$work/temporary
mkdir "$TMPDIR"

expect 0 demo --fast --days 2 --seed 7 --no-serve
says out "this account, over HTTP"
says out "the same policy in the simulator"
says err "day 2 of 2"
grep --quiet --extended-regexp '^conversions told ([1-9][0-9]*), counted \1$' out ||
  fail "not every conversion counts once: $(grep conversions out)"
cp out first
expect 0 demo --fast --days 2 --seed 7 --no-serve
same first out
[[ -z $(ls --almost-all "$TMPDIR") ]] || fail "files are left: $(ls --almost-all "$TMPDIR")"

expect 0 demo --days 1 --ads 4 --mode approve --keep "$work/kept" --no-serve
[[ -e $work/kept/geminivideo.db ]] || fail "nothing is kept"
expect 6 demo --days 1 --keep "$work/kept" --no-serve
says err "is not empty"
for file in empty full; do
  case $file in empty) : >empty ;; full) echo full >full ;; esac
  expect 2 demo --keep "$work/$file" --no-serve
  says err "--keep: must be a folder"
done
expect 2 demo --mode dream
says err "auto, approve or observe"
expect 4 demo --scenario S99 --no-serve

# However quiet it is, it says where to sign in, once that works; a terminal that closes ends it and
# leaves nothing behind.
case_name="a served demo"
mkfifo said
"$gv" demo --days 1 --ads 4 --port 0 --quiet >said 2>err &
demo=$!
exec 4<said
link=
while read -r line <&4; do
  [[ $line != *"#link="* ]] || { link=${line##* }; break; }
done
[[ -n $link ]] || fail "no link to sign in by"
curl --silent --fail --max-time 60 --output page "${link%%#*}" || fail "nobody answers at $link"
kill -HUP "$demo"
code=0
wait "$demo" || code=$?
exec 4<&-
[[ $code == 0 ]] || fail "exit code $code after SIGHUP"
silent err
[[ -z $(ls --almost-all "$TMPDIR") ]] || fail "files are left: $(ls --almost-all "$TMPDIR")"
finish
