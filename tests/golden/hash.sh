#!/usr/bin/env bash
# Prints "SHA-256  name" of the output of every command in commands.txt, run on the sample files.
#   hash.sh BINARY SOURCE_DIR
set -euo pipefail
gv=$(realpath "$1")
source_dir=$(realpath "$2")
work=$(mktemp --directory)
trap 'rm --recursive --force "$work"' EXIT
cp "$source_dir"/docs/samples/*.csv "$work"
cd "$work"
export LC_ALL=C.UTF-8
while read -r name arguments; do
  # shellcheck disable=SC2086  # the words of a command line
  "$gv" $arguments --quiet >out </dev/null
  echo "$(sha256sum out | cut --delimiter=' ' --fields=1)  $name"
done <"$source_dir/tests/golden/commands.txt"
