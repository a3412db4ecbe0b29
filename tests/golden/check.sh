#!/usr/bin/env bash
# Compares the output of the program with the hashes that are checked in, so that every build,
# whatever its optimisation level, decides to the same bytes.
#   check.sh BINARY SOURCE_DIR
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
if ! diff "$here/hashes.txt" <("$here/hash.sh" "$@"); then
  echo "golden: outputs changed (< recorded, > now); if that is meant: scripts/update_golden"
  exit 1
fi
