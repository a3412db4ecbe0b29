#!/usr/bin/env bash
# The operations of the store, and the HubSpot double as a server. PostgreSQL where a server runs:
# GV_TEST_POSTGRES names the file that tests/postgres wrote.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
export XDG_DATA_HOME=$work/data

# No store yet.
expect 4 migrate status
says err "migrate up"
expect 4 migrate verify
expect 4 backup out.db
[[ ! -e data ]] || fail "looking for a store made one"

expect 0 migrate
says err "data/geminivideo/geminivideo.db"
[[ $(stat --format=%a data/geminivideo) == 700 ]] || fail "the data folder is open to others"
expect 0 migrate up
says err "0 migrations ran"
expect 0 migrate verify
expect 0 migrate status
says out "baseline_identity"
lacks out outstanding
expect 0 migrate status --json
says out '"state":"applied"'
expect 0 migrate verify --data-dir "$work/data/geminivideo"
expect 2 migrate verify --db mysql://root:secret@db/gv
says err "sqlite:///path"
lacks err secret

# A file that is no store, and one that a newer program made.
echo "these bytes are no database, and long enough not to be taken for the start of one" >text.db
expect 9 migrate status --db sqlite:text.db
cp data/geminivideo/geminivideo.db newer.db
python3 - <<'PYTHON'
import sqlite3
store = sqlite3.connect("newer.db")
store.execute("INSERT INTO schema_migrations SELECT max(version) + 1, 'later', '', 0, 0, '9' "
              "FROM schema_migrations")
store.commit()
older = sqlite3.connect("data/geminivideo/geminivideo.db")
older.execute("INSERT INTO accounts VALUES ('a', 'A', 'AED', 'Asia/Dubai', NULL, 'active', 0, 0, "
              "1735689600000000, NULL)")
older.execute("INSERT INTO account_event_heads VALUES ('a', 42)")
older.commit()
PYTHON
expect 3 migrate verify --db sqlite:newer.db
says err "schema_mismatch"
expect 3 migrate up --db sqlite:newer.db
expect 3 backup other.db --db sqlite:newer.db

# Backup and restore.
expect 0 backup out.db
silent out
expect 6 backup out.db
says err "exists already"
expect 0 restore --verify out.db
says out '"a": 42'
sha256sum out.db >before
expect 0 restore --verify out.db
sha256sum --check --status before || fail "looking at a backup changed it"
[[ ! -e out.db-wal ]] || fail "looking at a backup left a file behind"
expect 2 restore
expect 4 restore --verify absent.db
cp out.db bad.db
cp out.db.manifest.json bad.db.manifest.json
python3 - <<'PYTHON'
import sqlite3
store = sqlite3.connect("bad.db")
store.execute("UPDATE account_event_heads SET last_seq = 41")
store.commit()
PYTHON
expect 9 restore --verify bad.db
says err "does not hold what it held"
truncate --size=-4096 bad.db
expect 9 restore --verify bad.db

# Copies.
source_url=sqlite://$work/data/geminivideo/geminivideo.db
expect 0 db copy --from "$source_url" --to sqlite:copy.db --json
says out '"table":"accounts","rows":1'
cp out sqlite.json
expect 6 db copy --from "$source_url" --to sqlite:copy.db
says err "has rows already"
expect 3 db copy --from sqlite:newer.db --to sqlite:copy2.db
expect 4 db copy --from sqlite:absent.db --to sqlite:copy2.db
expect 2 db copy --from sqlite:copy.db --to sqlite:copy.db
expect 2 db copy --from copy.db --to sqlite:copy2.db

if [[ -s ${GV_TEST_POSTGRES:-} ]]; then
  server=$(cat "$GV_TEST_POSTGRES")
  name=gv_e2e_$$
  psql --quiet "$server" --command="CREATE DATABASE $name"
  url=${server/\/postgres\?//$name?}
  expect 3 migrate verify --db "$url"
  says err "migrate up"
  expect 0 db copy --from "$source_url" --to "$url" --json
  same out sqlite.json
  expect 0 migrate verify --db "$url"
  expect 1 backup pg.db --db "$url"
  says err "pg_dump"
  expect 0 db copy --from "$url" --to sqlite:back.db --json
  same out sqlite.json
  psql --quiet "$server" --command="DROP DATABASE $name"
else
  echo "no PostgreSQL server: copies to it are not tested"
fi

# The double.
expect 2 simulate --platform hubspott
expect 2 simulate --platform hubspot --port 0 --webhook nowhere
expect 2 simulate
says err "--scenario"

cat >receiver.py <<'PYTHON'
# Takes one webhook and writes whether HubSpot's signature (version 3) holds.
import base64, hashlib, hmac, http.server, sys
class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        url = f"http://127.0.0.1:{self.server.server_port}{self.path}"
        signed = b"POST" + url.encode() + body + self.headers["x-hubspot-request-timestamp"].encode()
        wanted = base64.b64encode(hmac.digest(sys.argv[1].encode(), signed, "sha256")).decode()
        good = wanted == self.headers["x-hubspot-signature-v3"]
        print("signature", "good" if good else "bad", body.decode(), flush=True)
        self.send_response(204)
        self.end_headers()
    def log_message(self, *ignored):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Receiver)
print(server.server_port, flush=True)
server.handle_request()
PYTHON
mkfifo heard said
python3 receiver.py yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy >heard &
receiver=$!
exec 5<heard
read -r receiver_port <&5
case_name="geminivideo simulate --platform hubspot"
"$gv" simulate --platform hubspot --seed 7 --webhook "http://127.0.0.1:$receiver_port/hook?a=1" 2>said &
double=$!
exec 4<said
read -r line <&4
base=http://127.0.0.1:${line##*:}
cat <&4 >err &
ask() { curl --silent --show-error --max-time 20 --header "Authorization: Bearer pat-double" "$@" >out; }

ask "$base/crm/v3/objects/deals/1000?properties=dealstage&propertiesWithHistory=dealstage&associations=contacts"
says out '"id":"1000"'
says out propertiesWithHistory
says out deal_to_contact
ask "$base/crm/v3/objects/contacts/501?properties=email"
says out person1@example.com
ask "$base/crm/v3/pipelines/deals"
says out appointmentscheduled
ask --json '{"filterGroups":[],"properties":["dealstage"]}' "$base/crm/v3/objects/deals/search"
says out VALIDATION_ERROR
ask --json '{"filterGroups":[{"filters":[{"propertyName":"hs_lastmodifieddate","operator":"GTE",
  "value":"0"}]}],"properties":["dealstage"],"limit":5}' "$base/crm/v3/objects/deals/search"
says out '"total":10'
curl --silent --max-time 20 --header "Authorization: Bearer wrong" "$base/crm/v3/pipelines/deals" >out
says out INVALID_AUTHENTICATION
ask "$base/crm/v3/objects/deals/999999"
says out OBJECT_NOT_FOUND
ask --json '{"match":{"path_regex":"pipelines"},"action":"status","status":502}' "$base/__sim/faults"
ask --write-out '%{http_code}' "$base/crm/v3/pipelines/deals"
says out 502
ask --json '{"match":{"path_regex":"pipelines"},"action":"truncate"}' "$base/__sim/faults"
! ask "$base/crm/v3/pipelines/deals" 2>/dev/null || fail "a truncated answer came whole"
ask --json '{"properties":{"dealstage":"closedwon"},"contact":"501"}' "$base/__sim/deals"
read -r line <&5
echo "$line" >out
says out "signature good"
says out '"subscriptionType":"deal.creation"'
ask "$base/__sim/requests"
says out '"target":"/crm/v3/pipelines/deals"'
wait "$receiver"

kill -TERM "$double"
code=0
wait "$double" || code=$?
[[ $code == 0 ]] || fail "exit code $code after SIGTERM"
exec 4<&- 5<&-

finish
