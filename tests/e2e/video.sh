#!/usr/bin/env bash
# Videos through the whole program: what is found, what is stored, what is written, what is refused.
#   video.sh BINARY SOURCE_DIR GVTEST
gvtest=$(realpath "$3")
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"
export XDG_CACHE_HOME=$work/cache

"$gvtest" gen G2 --count 1 --out clips >gen.log || { cat gen.log; exit 1; }
clip=$(find clips -name '*.mp4' | sort | head --lines=1)
cp "$clip" ad.mp4

# The first look decodes, the second is answered from the store, with the same bytes.
expect 0 analyze ad.mp4 --profile fast --json
cp out first.json
[[ $(jq '.shots.shots | length' first.json) -gt 5 ]] || fail "too few shots"
[[ $(jq --raw-output .status first.json) == complete ]] || fail "not complete"
expect 0 analyze ad.mp4 --profile fast --json
same out first.json
expect 0 analyze ad.mp4 --profile fast
says out "stored result"
printf '\0' >>ad.mp4
expect 0 analyze ad.mp4 --profile fast
lacks out "stored result"
cp "$clip" ad.mp4

# Another goal needs no second look, even where the file is no video any more, and gives the bytes of
# a fresh one.
cp "$clip" goal.mp4
printf 'video:\n  brand_safety: {block: ["tobacco: cigars"]}\n' >words.yaml
expect 0 analyze goal.mp4 --json
expect 0 analyze goal.mp4 --goal leads --config words.yaml --no-cache --json
cp out fresh.json
! cmp --silent first.json fresh.json || fail "the goal changes nothing"
touch --reference=goal.mp4 times
head --bytes="$(stat --format=%s goal.mp4)" /dev/zero | dd of=goal.mp4 conv=notrunc status=none
touch --reference=times goal.mp4
expect 0 analyze goal.mp4 --goal leads --config words.yaml --json
same out fresh.json
expect 9 analyze goal.mp4 --goal leads --no-cache

# The bytes do not depend on threads.
for threads in 2 4; do
  expect 0 analyze ad.mp4 --profile fast --no-cache --threads "$threads" --json
  same out first.json
done
expect 0 analyze ad.mp4 --no-cache --threads 1 --json
cp out standard.json
[[ $(jq --raw-output .capabilities.faces standard.json) == haar ]] || fail "no faces looked for"
for threads in 2 4; do
  expect 0 analyze ad.mp4 --no-cache --threads "$threads" --json
  same out standard.json
done

# What is written beside the result.
expect 0 analyze ad.mp4 --profile fast --timeline t.json --shots s.csv --report r.html --out docs
[[ $(jq '.timeline.t | length' t.json) -gt 10 ]] || fail "no timeline"
[[ $(head --lines=1 s.csv) == shot,start_frame* ]] || fail "no shot list"
grep --quiet '<svg' r.html || fail "no chart in the report"
grep --quiet '>0 s<' r.html || fail "no marks of time in the report"
[[ -s $(echo docs/ad-*.json) ]] || fail "no document in the folder"
expect 0 analyze ad.mp4 --profile fast --shots s.edl
expect 0 analyze ad.mp4 --profile fast --shots s.otio
[[ $(jq --raw-output .OTIO_SCHEMA s.otio) == Timeline.1 ]] || fail "no OpenTimelineIO"
expect 2 analyze ad.mp4 --shots s.xml

expect 0 analyze ad.mp4 --profile fast --thumbnails best
[[ $(head --bytes=2 best/ad-*-1.jpg | od --format=x1 --address-radix=n) == " ff d8" ]] ||
  fail "no JPEG of the best picture"

# Who looks is chosen, and who finds the cuts.
expect 0 analyze ad.mp4 --analyzers ocr --json
[[ $(jq --compact-output '[.capabilities.faces, .capabilities.ocr, .faces]' out) == \
  '["off","tesseract",null]' ]] || fail "others looked than were asked"
expect 2 analyze ad.mp4 --analyzers eyes
says err "faces, objects, ocr and asr"
expect 2 analyze ad.mp4 --analyzers faces --profile fast
expect 0 analyze ad.mp4 --profile fast --shot-detector content --json
cp out content.json
[[ $(jq --compact-output .shots.transitions content.json) != \
  $(jq --compact-output .shots.transitions first.json) ]] || fail "the same cuts by another rule"
expect 2 analyze ad.mp4 --shot-detector eyes

# Parts of it.
expect 0 hooks ad.mp4 --profile fast --industry fitness
says out hook
says out Transformation
expect 0 hooks ad.mp4 --profile fast --product FitPlan --pain-point "back pain" --json
[[ $(jq --raw-output '.script | length' out) -ge 3 ]] || fail "no script"
says out "back pain"
expect 2 hooks ad.mp4 --product FitPlan
says err --pain-point
expect 0 cta ad.mp4 --profile fast --text "Shop Now" --variations 3 --json
[[ $(jq --compact-output .wording.variations out) == '["Shop Now →","👆 Shop Now","Yes, Shop Now!"]' ]] ||
  fail "other variations"
expect 0 cta ad.mp4 --profile fast --json
[[ $(jq '.wording.urgency' out) == null ]] || fail "a claim nobody vouched for"
expect 0 cta ad.mp4 --profile fast --stock-left 3 --json
says out "Only 3 left!"
expect 2 cta ad.mp4 --rating 7
expect 0 cta ad.mp4 --profile fast --free --json
[[ $(jq --raw-output '.wording.variations[0]' out) == *"(Free)" ]] || fail "the claim is not first"
expect 0 cta ad.mp4 --profile fast --rating 4.9 --variations 20 --json
[[ $(jq '.wording.notes | length' out) == 2 ]] || fail "not told what is not used"
says err "--rating is not used for --goal sales, but for --goal downloads"
says err "--variations 20: there are only 5"
expect 0 storyboard ad.mp4 --profile fast --template pas
says out section
expect 2 storyboard ad.mp4 --template fairy
expect 0 storyboard --length 90 --json
[[ $(jq --compact-output '[.structure[0].t1, .structure[-1].t1]' out) == '[6.0,90.0]' ||
   $(jq --compact-output '[.structure[0].t1, .structure[-1].t1]' out) == '[6,90]' ]] || fail "not scaled"

# What is no video.
expect 4 analyze nothing.mp4
: >empty.mp4
expect 9 analyze empty.mp4
says err empty_file
echo 'just words' >words.mp4
expect 9 analyze words.mp4
says err unsupported_media
printf '#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n' >list.mp4
expect 9 analyze list.mp4
printf 'PK\003\004zip' >zip.mp4
expect 9 analyze zip.mp4
says err zip
mkdir empty
expect 4 analyze empty
expect 2 analyze
expect 2 analyze ad.mp4 --profile slow

# What is named must be there and what is to be written must be possible, before anything is decoded.
expect 4 analyze ad.mp4 --face-weights nope.onnx
expect 9 analyze ad.mp4 --face-weights words.mp4
expect 4 hooks ad.mp4 --object-weights nope.onnx
for place in "--shots none/s.csv" "--report none/r.html" "--timeline none/t.json"; do
  expect 4 analyze words.mp4 $place
  says err "its folder does not exist"
done
for place in "--out words.mp4/docs" "--thumbnails words.mp4/best"; do
  expect 2 analyze ad.mp4 $place
done

# What a brand may not want beside it is told to people, too.
expect 0 analyze ad.mp4 --profile fast
says out "safety"
says out "words"

# The sound alone, of a file that has pictures, too.
expect 0 analyze "$source_dir/tests/fuzz/probe_fuzz/sound.mp4" --audio-only --json
[[ $(jq .audio.has_audio out) == true ]] || fail "no sound"

# Several at once: the good ones count.
mkdir several
cp ad.mp4 several/a.mp4
cp words.mp4 several/b.mp4
expect 10 analyze several --profile fast --json
[[ $(wc --lines <out) == 1 ]] || fail "not one line per document"

finish
