#!/usr/bin/env bash
# Videos over HTTP: uploaded, seen, shown, and uploads that outlive the server.
#   serve_video.sh BINARY SOURCE_DIR GVTEST
gvtest=$(realpath "$3")
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
source "$source_dir/tests/e2e/served.sh"
export ASAN_OPTIONS=quarantine_size_mb=8  # else what was freed counts as used
case_name="videos over HTTP"

"$gvtest" gen G2 --count 1 --out clips >gen.log || { cat gen.log; exit 1; }
clip=$(find clips -name '*.mp4' | sort | head --lines=1)

# Two accounts, each with a key of its own.
start
account='{"id": "gym", "name": "Gym", "currency": "USD", "time_zone": "UTC"}'
set_up "$account"
ask 201 POST /api/v1/accounts "${own[@]}" --json "${account//gym/shop}"
gym=(--header "$(bearer gym '["read", "media", "predict"]')")
shop=(--header "$(bearer shop '["read", "media", "predict"]')")
as=("${gym[@]}")

# A form becomes an asset, once.
ask 201 POST /api/videos/upload --form "file=@$clip;filename=../../ad.mp4"
id=$(member .asset_id)
[[ $(member .status) == ready ]] || fail "not ready: $(cat out)"
[[ $(member .sha256) == "$(sha256sum "$clip" | cut --delimiter=' ' --fields=1)" ]] ||
  fail "another file"
ask 201 POST /api/v1/assets --form "file=@$clip"
[[ $(jq --compact-output '[.asset_id, .duplicate]' out) == "[\"$id\",true]" ]] || fail "not the same"
ask 200 GET "/assets/$id"
[[ $(member .name) == ../../ad.mp4 ]] || fail "another name"
[[ ! -e $work/ad.mp4 && ! -e $work/data/ad.mp4 ]] || fail "a name was a path"

# What is no video is told, and its bytes are not kept.
printf '#EXTM3U\nfile:///etc/passwd\n' >list.mp4
ask 201 POST /api/videos/upload --form file=@list.mp4
[[ $(member .error) == forbidden_format:* ]] || fail "not refused: $(cat out)"
ask 404 GET "/api/v1/assets/$(member .asset_id)/content"
head --bytes=3000 "$clip" >cut.mp4
ask 201 POST /api/videos/upload --form file=@cut.mp4
[[ $(member .status) == rejected ]] || fail "half a file: $(cat out)"
ask 200 GET /assets
[[ $(jq .count out) == 3 ]] || fail "not three assets"

# Bodies go to the disk and not into memory; what is too large is told before it is sent.
memory() { sed --quiet 's/^VmHWM:[^0-9]*\([0-9]*\) kB/\1/p' "/proc/$server/status"; }
before=$(memory)
truncate --size=300M zeros.mp4
ask 201 POST /api/videos/upload --form file=@zeros.mp4
[[ $(member .status) == rejected ]] || fail "zeros: $(cat out)"
grown=$(($(memory) - before))
((grown < 65536)) || fail "an upload of 300 MiB takes $grown KiB of memory"
truncate --size=600M zeros.mp4
ask 413 POST /api/videos/upload --form file=@zeros.mp4
rm zeros.mp4

# Bytes whole and in part, pictures; nobody else's.
ask 200 GET "/api/v1/assets/$id/content"
same out "$clip"
tag=$(field ETag)
ask 206 GET "/api/v1/assets/$id/content" --range 100-299
dd if="$clip" of=part iflag=skip_bytes,count_bytes skip=100 count=200 status=none
same out part
ask 416 GET "/api/v1/assets/$id/content" --range 999999999-
ask 304 GET "/api/v1/assets/$id/content" --header "If-None-Match: $tag"
ask 200 GET "/api/v1/assets/$id/poster"
[[ $(head --bytes=2 out | od --format=x1 --address-radix=n) == " ff d8" ]] || fail "no JPEG"
as=("${shop[@]}")
ask 404 GET "/api/v1/assets/$id/content"
ask 404 GET "/api/v1/assets/$id"
as=()
ask 401 GET "/api/v1/assets/$id"
ask 401 POST /api/videos/upload --form "file=@$clip"
as=("${gym[@]}")

# An analysis is a job; what it saw is there afterwards.
ask 404 GET "/api/v1/assets/$id/analysis"
code=$(answered POST "/api/v1/assets/$id/analyze?wait=30" --json '{"profile":"fast"}')
for ((i = 0; i < 20; ++i)); do
  [[ $code == 202 ]] || break
  job=$(member .job_id)
  code=$(answered POST "/api/v1/assets/$id/analyze?wait=30" --json '{"profile":"fast"}')
  [[ $code != 202 || $(member .job_id) == "$job" ]] || fail "two jobs for one question"
done
[[ $code == 200 ]] || fail "not analysed: $code $(cat out)"
[[ $(jq '.shots.shots | length' out) -gt 5 ]] || fail "too few shots"
ask 200 GET "/api/v1/jobs?name=video-analysis"
[[ $(jq --raw-output '[.items[].state] | join(",")' out) == completed ]] || fail "jobs: $(cat out)"
ask 200 GET "/api/v1/assets/$id/analysis"
tag=$(field ETag)
ask 304 GET "/api/v1/assets/$id/analysis" --header "If-None-Match: $tag"
ask 200 GET "/api/v1/assets/$id/timeline?resolution=1"
[[ $(jq '.t | length' out) -gt 3 ]] || fail "no timeline"
ask 200 GET "/assets/$id/clips?ranked=true"
[[ $(jq '.clips[0].rank' out) == 1 ]] || fail "no clips"
ask 200 GET "/api/v1/assets/$id/thumbs/1"
ask 200 GET "/api/v1/assets/$id/shots?format=otio"
[[ $(member .OTIO_SCHEMA) == Timeline.1 ]] || fail "no OpenTimelineIO"
ask 200 GET "/api/v1/assets/$id/shots?format=edl"
says out "TITLE: ad.mp4"
ask 200 POST /api/ml/hooks/classify --json "{\"video_metadata\":{\"asset_id\":\"$id\"}}"
[[ $(member .model_version) == rules-1 ]] || fail "no classification"
ask 200 POST "/api/v1/assets/$id/hook-advice" --json '{"industry":"fitness"}'
ask 200 POST "/api/v1/assets/$id/cta-advice" --json '{"goal":"leads"}'

# An upload in pieces outlives a server that is killed in the middle, and one that ends.
cp "$clip" other.mp4
printf '\0' >>other.mp4
size=$(stat --format=%s other.mp4)
tus=(--header "Tus-Resumable: 1.0.0")
ask 201 POST /api/v1/uploads "${tus[@]}" --header "Upload-Length: $size" \
  --header "Upload-Metadata: filename $(printf other.mp4 | base64)"
upload=$(field Location)
# piece FROM TO STATUS
piece() {
  dd if=other.mp4 of=piece iflag=skip_bytes,count_bytes skip="$1" count="$(($2 - $1))" status=none
  ask "$3" PATCH "$upload" "${tus[@]}" --header "Upload-Offset: $1" \
    --header "Content-Type: application/offset+octet-stream" \
    --header "Upload-Checksum: sha1 $(sha1sum piece | head --bytes=40 | tr a-f A-F |
      basenc --base16 --decode | base64)" \
    --data-binary @piece
}
piece 0 1000 204
crash
start
ask 200 GET "$upload"
[[ $(field Upload-Offset) == 1000 ]] || fail "the offset is lost: $(field Upload-Offset)"
piece 500 2000 409
piece 1000 2000 204
stop
start
piece 2000 "$size" 204
asset=$(field X-Asset-Id)
ask 200 GET "/api/v1/assets/$asset"
[[ $(jq --raw-output '.name + " " + .status' out) == "other.mp4 ready" ]] || fail "not whole: $(cat out)"
ask 200 GET "/api/v1/assets/$asset/content"
same out other.mp4

# A page keeps its own files below /assets.
stop
mkdir --parents page/assets
echo 'let page;' >page/assets/index-1a2b.js
start --ui-dir page
ask 200 GET /assets/index-1a2b.js
says out "let page;"
ask 404 GET /assets/index-other.js

# What was seen is seen after a restart; a deleted asset is gone with its files.
ask 200 GET "/api/v1/assets/$id/analysis"
[[ $(field ETag) == "$tag" ]] || fail "another analysis"
ask 204 DELETE "/api/v1/assets/$id"
ask 404 GET "/api/v1/assets/$id/analysis"
[[ -z $(find "$work/data" -path '*analyses*' -type f) ]] || fail "files of a deleted asset"
[[ -z $(find "$work/data" -path '*drafts*' -type f) ]] || fail "drafts that nobody needs"
stop

finish
