#!/usr/bin/env bash
# Videos over HTTP: uploaded, seen, shown, and uploads that outlive the server.
#   serve_video.sh BINARY SOURCE_DIR GVTEST
gvtest=$(realpath "$3")
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
export XDG_DATA_HOME=$work/data
unset DATABASE_URL PORT HUBSPOT_CLIENT_SECRET
export ASAN_OPTIONS=quarantine_size_mb=8  # else what was freed counts as used
case_name="videos over HTTP"
touch err
trap 'kill "${server:-}" 2>/dev/null || true; rm --recursive --force "$work"' EXIT

"$gvtest" gen G2 --count 1 --out clips >gen.log || { cat gen.log; exit 1; }
clip=$(find clips -name '*.mp4' | sort | head --lines=1)

# begin ARGUMENT...: starts the server on a port of its own; end SIGNAL: ends it.
begin() {
  rm --force said
  mkfifo said
  "$gv" serve --port 0 "$@" 2>said &
  server=$!
  exec 4<said
  read -r line <&4
  cat <&4 >>err &
  url=http://127.0.0.1:${line##*:}
}
end() {
  kill "-$1" "$server"
  wait "$server" || true
  exec 4<&-
}
# ask METHOD PATH ARGUMENT...: the answer is in `out`, its head in `head`; prints the status.
ask() {
  local method=$1 path=$2
  shift 2
  curl --silent --show-error --request "$method" --output out --dump-header head \
    ${key:+--header "Authorization: Bearer $key"} --write-out '%{http_code}' "$@" "$url$path"
}
# wants STATUS METHOD PATH ARGUMENT...
wants() {
  local wanted=$1 got
  shift
  got=$(ask "$@")
  [[ $got == "$wanted" ]] || fail "$1 $2 answers $got instead of $wanted: $(head --bytes=300 out | tr --delete '\0')"
}
field() { grep --ignore-case "^$1:" head | tail --lines=1 | sed 's/^[^:]*: *//; s/\r$//'; }

# Two accounts, each with a key of its own.
begin
key=
password="correct horse battery"
account='{"id": "gym", "name": "Gym", "currency": "USD", "time_zone": "UTC"}'
wants 201 POST /api/v1/setup --json "{\"email\": \"a@example.com\", \"password\": \"$password\",
  \"name\": \"Ada\", \"setup_token\": \"$(cat "$XDG_DATA_HOME/geminivideo/setup_token")\", \"account\": $account}"
wants 200 POST /api/v1/auth/login --cookie-jar jar \
  --json "{\"email\": \"a@example.com\", \"password\": \"$password\"}"
own=(--cookie jar --header "X-CSRF-Token: $(jq --raw-output .csrf_token out)"
  --header "Sec-Fetch-Site: same-origin")
wants 201 POST /api/v1/accounts "${own[@]}" --json "${account//gym/shop}"
# key_of ACCOUNT: makes one that may upload.
key_of() {
  wants 201 POST "/api/v1/api-keys?account_id=$1" "${own[@]}" \
    --json '{"name": "videos", "scopes": ["read", "media", "predict"]}'
  jq --raw-output .key out
}
gym_key=$(key_of gym)
shop_key=$(key_of shop)
key=$gym_key

# A form becomes an asset, once.
wants 201 POST /api/videos/upload --form "file=@$clip;filename=../../ad.mp4"
id=$(jq --raw-output .asset_id out)
[[ $(jq --raw-output .status out) == ready ]] || fail "not ready: $(cat out)"
[[ $(jq --raw-output .sha256 out) == "$(sha256sum "$clip" | cut --delimiter=' ' --fields=1)" ]] ||
  fail "another file"
wants 201 POST /api/v1/assets --form "file=@$clip"
[[ $(jq --compact-output '[.asset_id, .duplicate]' out) == "[\"$id\",true]" ]] || fail "not the same"
wants 200 GET "/assets/$id"
[[ $(jq --raw-output .name out) == ../../ad.mp4 ]] || fail "another name"
[[ ! -e $work/ad.mp4 && ! -e $work/data/ad.mp4 ]] || fail "a name was a path"

# What is no video is told, and its bytes are not kept.
printf '#EXTM3U\nfile:///etc/passwd\n' >list.mp4
wants 201 POST /api/videos/upload --form file=@list.mp4
[[ $(jq --raw-output .error out) == forbidden_format:* ]] || fail "not refused: $(cat out)"
wants 404 GET "/api/v1/assets/$(jq --raw-output .asset_id out)/content"
head --bytes=3000 "$clip" >cut.mp4
wants 201 POST /api/videos/upload --form file=@cut.mp4
[[ $(jq --raw-output .status out) == rejected ]] || fail "half a file: $(cat out)"
wants 200 GET /assets
[[ $(jq .count out) == 3 ]] || fail "not three assets"

# Bodies go to the disk and not into memory; what is too large is told before it is sent.
memory() { sed --quiet 's/^VmHWM:[^0-9]*\([0-9]*\) kB/\1/p' "/proc/$server/status"; }
before=$(memory)
truncate --size=300M zeros.mp4
wants 201 POST /api/videos/upload --form file=@zeros.mp4
[[ $(jq --raw-output .status out) == rejected ]] || fail "zeros: $(cat out)"
grown=$(($(memory) - before))
((grown < 65536)) || fail "an upload of 300 MiB takes $grown KiB of memory"
truncate --size=600M zeros.mp4
wants 413 POST /api/videos/upload --form file=@zeros.mp4
rm zeros.mp4

# Bytes whole and in part, pictures; nobody else's.
wants 200 GET "/api/v1/assets/$id/content"
same out "$clip"
tag=$(field ETag)
wants 206 GET "/api/v1/assets/$id/content" --range 100-299
dd if="$clip" of=part iflag=skip_bytes,count_bytes skip=100 count=200 status=none
same out part
wants 416 GET "/api/v1/assets/$id/content" --range 999999999-
wants 304 GET "/api/v1/assets/$id/content" --header "If-None-Match: $tag"
wants 200 GET "/api/v1/assets/$id/poster"
[[ $(head --bytes=2 out | od --format=x1 --address-radix=n) == " ff d8" ]] || fail "no JPEG"
key=$shop_key
wants 404 GET "/api/v1/assets/$id/content"
wants 404 GET "/api/v1/assets/$id"
key=
wants 401 GET "/api/v1/assets/$id"
wants 401 POST /api/videos/upload --form "file=@$clip"
key=$gym_key

# An analysis is a job; what it saw is there afterwards.
wants 404 GET "/api/v1/assets/$id/analysis"
code=$(ask POST "/api/v1/assets/$id/analyze?wait=30" --json '{"profile":"fast"}')
for ((i = 0; i < 20; ++i)); do
  [[ $code == 202 ]] || break
  job=$(jq --raw-output .job_id out)
  code=$(ask POST "/api/v1/assets/$id/analyze?wait=30" --json '{"profile":"fast"}')
  [[ $code != 202 || $(jq --raw-output .job_id out) == "$job" ]] || fail "two jobs for one question"
done
[[ $code == 200 ]] || fail "not analysed: $code $(cat out)"
[[ $(jq '.shots.shots | length' out) -gt 5 ]] || fail "too few shots"
wants 200 GET "/api/v1/jobs?name=video-analysis"
[[ $(jq --raw-output '[.items[].state] | join(",")' out) == completed ]] || fail "jobs: $(cat out)"
wants 200 GET "/api/v1/assets/$id/analysis"
tag=$(field ETag)
wants 304 GET "/api/v1/assets/$id/analysis" --header "If-None-Match: $tag"
wants 200 GET "/api/v1/assets/$id/timeline?resolution=1"
[[ $(jq '.t | length' out) -gt 3 ]] || fail "no timeline"
wants 200 GET "/assets/$id/clips?ranked=true"
[[ $(jq '.clips[0].rank' out) == 1 ]] || fail "no clips"
wants 200 GET "/api/v1/assets/$id/thumbs/1"
wants 200 GET "/api/v1/assets/$id/shots?format=otio"
[[ $(jq --raw-output .OTIO_SCHEMA out) == Timeline.1 ]] || fail "no OpenTimelineIO"
wants 200 GET "/api/v1/assets/$id/shots?format=edl"
says out "TITLE: ad.mp4"
wants 200 POST /api/ml/hooks/classify --json "{\"video_metadata\":{\"asset_id\":\"$id\"}}"
[[ $(jq --raw-output .model_version out) == rules-1 ]] || fail "no classification"
wants 200 POST "/api/v1/assets/$id/hook-advice" --json '{"industry":"fitness"}'
wants 200 POST "/api/v1/assets/$id/cta-advice" --json '{"goal":"leads"}'

# An upload in pieces outlives a server that is killed in the middle, and one that ends.
cp "$clip" other.mp4
printf '\0' >>other.mp4
size=$(stat --format=%s other.mp4)
tus=(--header "Tus-Resumable: 1.0.0")
wants 201 POST /api/v1/uploads "${tus[@]}" --header "Upload-Length: $size" \
  --header "Upload-Metadata: filename $(printf other.mp4 | base64)"
upload=$(field Location)
# piece FROM TO STATUS
piece() {
  dd if=other.mp4 of=piece iflag=skip_bytes,count_bytes skip="$1" count="$(($2 - $1))" status=none
  wants "$3" PATCH "$upload" "${tus[@]}" --header "Upload-Offset: $1" \
    --header "Content-Type: application/offset+octet-stream" \
    --header "Upload-Checksum: sha1 $(sha1sum piece | head --bytes=40 | tr a-f A-F |
      basenc --base16 --decode | base64)" \
    --data-binary @piece
}
piece 0 1000 204
end KILL
begin
wants 200 GET "$upload"
[[ $(field Upload-Offset) == 1000 ]] || fail "the offset is lost: $(field Upload-Offset)"
piece 500 2000 409
piece 1000 2000 204
end TERM
begin
piece 2000 "$size" 204
asset=$(field X-Asset-Id)
wants 200 GET "/api/v1/assets/$asset"
[[ $(jq --raw-output '.name + " " + .status' out) == "other.mp4 ready" ]] || fail "not whole: $(cat out)"
wants 200 GET "/api/v1/assets/$asset/content"
same out other.mp4

# A page keeps its own files below /assets.
end TERM
mkdir --parents page/assets
echo 'let page;' >page/assets/index-1a2b.js
begin --ui-dir page
wants 200 GET /assets/index-1a2b.js
says out "let page;"
wants 404 GET /assets/index-other.js

# What was seen is seen after a restart; a deleted asset is gone with its files.
wants 200 GET "/api/v1/assets/$id/analysis"
[[ $(field ETag) == "$tag" ]] || fail "another analysis"
wants 204 DELETE "/api/v1/assets/$id"
wants 404 GET "/api/v1/assets/$id/analysis"
[[ -z $(find "$work/data" -path '*analyses*' -type f) ]] || fail "files of a deleted asset"
[[ -z $(find "$work/data" -path '*drafts*' -type f) ]] || fail "drafts that nobody needs"
end TERM

finish
