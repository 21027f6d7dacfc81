# ./dev benchmark NAME [options]: one benchmark; its last line is one JSON object.
set -euo pipefail
cd "$PROJECT_ROOT"
. scripts/lib/say.sh
. scripts/lib/debian.sh
. scripts/lib/python.sh

names() { find benchmarks -maxdepth 1 -name '[a-z]*.py' -printf '%f\n' | sed 's/\.py$//' | sort | paste -sd' '; }

name=${1:-}
[ -n "$name" ] && [ -f "benchmarks/$name.py" ] || fail "benchmark which? There are: $(names)"
shift
use_python dev
exec python -m "benchmarks.$name" "$@"
