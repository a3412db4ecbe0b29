# Sourced by the end-to-end tests: runs the real binary in a temporary folder and counts failures.
# Expects the path of the binary and of the source tree as arguments.
set -euo pipefail

gv=$(realpath "$1")
source_dir=$(realpath "$2")
work=$(mktemp --directory)
trap 'rm --recursive --force "$work"' EXIT
cd "$work"
failures=0

# An executable of another sanitizer setting prints nothing else; its own reports fail the test.
export LC_ALL=C.UTF-8 UBSAN_OPTIONS=print_stacktrace=1

fail() {
  echo "FAILED: $case_name: $1"
  sed 's/^/  stderr: /' err | head --lines=5
  failures=$((failures + 1))
}

# expect CODE ARGUMENT...: runs the program; its output is in the files `out` and `err`. Its input is
# the file named by $input.
input=/dev/null
expect() {
  local wanted=$1 code=0
  shift
  case_name="geminivideo $*"
  "$gv" "$@" >out 2>err <"$input" || code=$?
  [[ $code == "$wanted" ]] || fail "exit code $code instead of $wanted"
}

# says FILE TEXT: the last run wrote TEXT to `out` or `err`.
says() { grep --quiet --fixed-strings -- "$2" "$1" || fail "\"$2\" is not in its $1"; }
lacks() { ! grep --quiet --fixed-strings -- "$2" "$1" || fail "\"$2\" is in its $1"; }
silent() { [[ ! -s $1 ]] || fail "$1 is not empty"; }
same() { cmp --silent "$1" "$2" || fail "$1 and $2 differ"; }

finish() {
  if ((failures > 0)); then
    echo "$failures end-to-end checks failed"
    exit 1
  fi
}
