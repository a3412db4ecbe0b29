#!/usr/bin/env bash
# The server's own TLS: what it refuses to start with, what clients see, and a certificate that is renewed.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
source "$source_dir/tests/e2e/served.sh"

# certificate NAME SUBJECT: NAME.crt for this machine, signed by itself, and NAME.key.
certificate() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$2" \
    -addext "subjectAltName = IP:127.0.0.1" -keyout "$1.key" -out "$1.crt" 2>/dev/null
}
certificate own first
certificate other second
openssl ec -in own.key -aes256 -passout pass:secret -out locked.key 2>/dev/null

expect 2 serve --tls-cert own.crt
says err "--tls-key"
expect 4 serve --tls-cert absent.crt --tls-key own.key
says err "absent.crt"
expect 2 serve --tls-cert own.key --tls-key own.key
says err "own.key: holds no certificate in PEM form"
expect 2 serve --tls-cert own.crt --tls-key other.key
says err "other.key: is not the key of the certificate in own.crt"
expect 2 serve --tls-cert own.crt --tls-key locked.key
says err "locked.key: holds no private key in PEM form without a passphrase"

start --tls-cert own.crt --tls-key own.key
[[ $url == https://* ]] || fail "it listens on $url"
as=(--cacert own.crt)
for version in 1.2 1.3; do
  ask 200 GET /health --tlsv$version --tls-max $version
done
[[ $(field Strict-Transport-Security) == max-age=31536000 ]] || fail "no Strict-Transport-Security"
case_name="TLS 1.1"
code=0
curl --silent --cacert own.crt --tls-max 1.1 --ciphers DEFAULT@SECLEVEL=0 "$url/health" >out || code=$?
[[ $code == 35 ]] || fail "curl ends with $code instead of 35"
case_name="plain HTTP on the port of TLS"
code=0
curl --silent --show-error --write-out '%{http_code}' "http://${url#https://}/health" >out 2>err || code=$?
[[ $code == 0 ]] || fail "curl ends with $code"
says out "400"
says out "https://"

set_up '{"id": "gym", "name": "Gym", "currency": "USD", "time_zone": "UTC"}'
cookie=$(field Set-Cookie)
[[ $cookie == __Host-gv_session=*"; Path=/; HttpOnly; SameSite=Lax; Secure" ]] || fail "cookie $cookie"
ask 200 GET /api/v1/auth/me "${own[@]}"
# The same session under the name of plain HTTP, which anyone on the way could have set.
session=${cookie#*=}
ask 401 GET /api/v1/auth/me --header "Cookie: gv_session=${session%%;*}"

# Read again: half of a new pair changes nothing, a whole one what new connections see.
cat >keeps.py <<'PY'
import http.client, ssl, sys
trusted = ssl.create_default_context(cafile="first.crt")
connection = http.client.HTTPSConnection(sys.argv[1], timeout=60, context=trusted)
for line in sys.stdin:  # one request for each, all on one connection
    connection.request("GET", "/health")
    answer = connection.getresponse()
    print(answer.status, len(answer.read()) > 0, flush=True)
    connection.auto_open = False
PY
cp own.crt first.crt
mkfifo requests answers
python3 keeps.py "${url#https://}" <requests >answers &
exec 5>requests 6<answers
over_the_old_one() {
  echo >&5
  read -r -t 60 answer <&6
  [[ $answer == "200 True" ]] || fail "the connection from before answers \"$answer\""
}
# logged TEXT: the log says so soon.
logged() {
  for ((i = 0; i < 500; ++i)); do
    grep --quiet "$1" err && return
    curl --silent --insecure --output /dev/null "$url/health"
  done
  fail "\"$1\" is not in the log"
}
shows() {
  openssl s_client -connect "${url#https://}" </dev/null >out 2>&1 || true
  says out "subject=CN = $1"
}
case_name="renewal"
over_the_old_one
cp other.crt own.crt
kill -HUP "$server"
logged "certificate cannot be read again, the old one stays"
shows first
cp other.key own.key
kill -HUP "$server"
logged "certificate read again"
shows second
over_the_old_one
exec 5>&- 6<&-
stop
says err '"message":"stopped"'
finish
