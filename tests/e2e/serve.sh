#!/usr/bin/env bash
# The server as a program: how it starts, what it refuses, how it ends.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
source "$source_dir/tests/e2e/served.sh"

expect 2 serve --port 70000
says err "--port"
expect 2 serve --host localhost
says err "numeric address"
expect 6 serve --host 0.0.0.0
says err "strangers"
PORT=x expect 2 serve
says err "PORT"

start
ask 200 GET /health
says out '"status":"healthy"'
ask 200 GET /health/ready
says out '"not_draining"'
says out '"database"'
ask 404 GET /api/v1/nothing
ask 401 GET /status
ask 200 GET /
says out "dashboard"
ask 200 GET /openapi.json
says out '"openapi":"3.1.0"'
stop
says err '"message":"request"'
says err '"route":"/health"'
says err '"message":"stopped"'

# A port that is taken.
start
expect 6 serve --data-dir "$work/other" --port "${url##*:}"
says err "cannot be listened on"

# One process for each SQLite file.
expect 6 serve --port 0
says err "is served by another process already"
expect 2 serve --db mysql://localhost/gv
says err "sqlite:///path"
stop
finish
