#!/usr/bin/env bash
# A short demo: the whole loop over HTTP, the same twice, and nothing left behind.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
export TMPDIR=$work/temporary
mkdir "$TMPDIR"

expect 0 demo --fast --days 2 --seed 7 --no-serve
says out "this account, over HTTP"
says out "the same policy in the simulator"
says err "day 2 of 2"
cp out first
expect 0 demo --fast --days 2 --seed 7 --no-serve
same first out
[[ -z $(ls --almost-all "$TMPDIR") ]] || fail "files are left: $(ls --almost-all "$TMPDIR")"

expect 0 demo --days 1 --ads 4 --mode approve --keep "$work/kept" --no-serve
[[ -e $work/kept/geminivideo.db ]] || fail "nothing is kept"
expect 6 demo --days 1 --keep "$work/kept" --no-serve
says err "is not empty"
expect 2 demo --mode dream
says err "auto, approve or observe"
expect 4 demo --scenario S99 --no-serve
finish
