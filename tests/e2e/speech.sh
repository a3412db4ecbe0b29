#!/usr/bin/env bash
# Speech through the whole program: nothing leaves this machine unless the configuration says where
# to, and then the words that come back are in the document and count for brand safety.
#   speech.sh BINARY SOURCE_DIR
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
export XDG_CACHE_HOME=$work/cache
unset GEMINIVIDEO_VIDEO_TRANSCRIPTION_API_KEY

espeak-ng -v en-us -w ad.wav "Buy cheap cigars now, they are better than all the others"
mkfifo port
python3 "$source_dir/tests/e2e/speech_double.py" port log &
double=$!
trap 'kill "$double"; rm --recursive --force "$work"' EXIT
base=http://127.0.0.1:$(timeout 60 cat port)
listen() { expect "$1" analyze ad.wav --audio-only --analyzers asr --json "${@:2}"; }
config() { printf 'video:\n  transcription: {backend: openai, base_url: "%s"}\n' "$1" >gv.yaml; }

# Without configuration the machine itself listens.
listen 0
[[ $(jq --raw-output .capabilities.asr out) == pocketsphinx ]] || fail "not heard on this machine"
[[ ! -e log ]] || fail "something was sent"

# With it the server does, and is told the key of the environment.
config "$base"
cat >>gv.yaml <<'YAML'
  brand_safety: {block: ["tobacco: cheap cigars"]}
YAML
export GEMINIVIDEO_VIDEO_TRANSCRIPTION_API_KEY=sk-test-42
listen 0 --config gv.yaml
cp out heard.json
[[ $(jq --raw-output .capabilities.asr out) == openai ]] || fail "another back end"
[[ $(jq --raw-output .audio.transcript.text out) == *"buy cheap cigars now"* ]] || fail "no words"
[[ $(jq '.audio.transcript.words | length' out) -ge 4 ]] || fail "no times of words"
[[ $(jq --raw-output .brand_safety.level out) == block ]] || fail "no word of the user's was found"
says err "speech is sent to $base"
lacks err sk-test-42
lacks out sk-test-42
[[ $(jq --raw-output 'select(.path == "/v1/audio/transcriptions").authorization' log | head --lines=1) == \
  "Bearer sk-test-42" ]] || fail "no bearer key"
[[ $(jq --compact-output '.fields' log | head --lines=1) == \
  '[["model","whisper-1"],["response_format","verbose_json"],["timestamp_granularities[]","word"],["timestamp_granularities[]","segment"]]' ]] ||
  fail "another form"
[[ $(jq .wave_bytes log | head --lines=1) -gt 10000 ]] || fail "no sound was sent"

# The stored answer asks nobody; what another back end heard is another answer.
asked=$(wc --lines <log)
listen 0 --config gv.yaml
same out heard.json
[[ $(wc --lines <log) == "$asked" ]] || fail "asked again"
listen 0
[[ $(jq --raw-output .capabilities.asr out) == pocketsphinx ]] || fail "an answer of another back end"

# A server that is down costs the words, not the rest, and is asked again next time.
config "$base/down"
listen 0 --config gv.yaml
[[ $(jq '.audio.transcript' out) == null ]] || fail "words out of nothing"
[[ $(jq --raw-output '.errors[0].stage' out) == asr ]] || fail "no error"
[[ $(jq '.audio.speech.ratio > 0.3' out) == true ]] || fail "the rest is missing"
asked=$(wc --lines <log)
listen 0 --config gv.yaml
[[ $(wc --lines <log) -gt $asked ]] || fail "the failure was kept"

# The key may come from a file; a wrong configuration stops before anything is looked at.
unset GEMINIVIDEO_VIDEO_TRANSCRIPTION_API_KEY
echo sk-file-7 >key
config "${base/127.0.0.1/localhost}/v2"
GEMINIVIDEO_VIDEO_TRANSCRIPTION_API_KEY_FILE=key listen 0 --config gv.yaml
says log "Bearer sk-file-7"
config https://api.openai.com
listen 3 --config gv.yaml
says err GEMINIVIDEO_VIDEO_TRANSCRIPTION_API_KEY
config ftp://example.com
listen 3 --config gv.yaml
says err video.transcription.base_url
printf 'video: {transcription: {api_key: sk-42}}\n' >gv.yaml
listen 3 --config gv.yaml
says err "is no configuration key"
lacks err sk-42

finish
