#!/usr/bin/env bash
# The server as a program: how it starts, what it refuses, how it ends.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
export XDG_DATA_HOME=$work/data

expect 2 serve --port 70000
says err "--port"
expect 2 serve --host localhost
says err "numeric address"
expect 6 serve --host 0.0.0.0
says err "strangers"
PORT=x expect 2 serve
says err "PORT"

# get PATH: the whole answer of the running server is in `out`.
get() {
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1" >&3
  cat <&3 >out
  exec 3<&-
}

case_name="geminivideo serve"
mkfifo said
"$gv" serve --port 0 2>said &
server=$!
exec 4<said
read -r line <&4
port=${line##*:}
cat <&4 >err &

get /health
says out '"status":"healthy"'
get /health/ready
says out '"not_draining"'
says out '"database"'
get /api/v1/nothing
says out "404 Not Found"
get /status
says out "401 Unauthorized"
get /
says out "not available yet"
get /openapi.json
says out '"openapi":"3.1.0"'

kill -TERM "$server"
code=0
wait "$server" || code=$?
[[ $code == 0 ]] || fail "exit code $code after SIGTERM"
wait
says err '"message":"request"'
says err '"route":"/health"'
says err '"message":"stopped"'

# A port that is taken.
"$gv" serve --port 0 2>said &
server=$!
exec 4<said
read -r line <&4
expect 6 serve --data-dir "$work/other" --port "${line##*:}"
says err "cannot be listened on"

# One process for each SQLite file.
expect 6 serve --port 0
says err "is served by another process already"
expect 2 serve --db mysql://localhost/gv
says err "sqlite:///path"
kill -TERM "$server"
wait "$server"
exec 4<&-

finish
