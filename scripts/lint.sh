# ./dev lint: style, types, layers, translations. Every check runs, then the first failure decides.
set -uo pipefail
cd "$PROJECT_ROOT" || exit
. scripts/lib/say.sh
. scripts/lib/debian.sh
. scripts/lib/python.sh

use_python dev || exit
failed=()
check() {
	say "$1"
	shift
	"$@" || failed+=("$1")
}
check "ruff" ruff check .
check "ruff format" ruff format --check .
check "mypy" mypy
check "import-linter" lint-imports
check "translations" python scripts/check_translations.py
[ ${#failed[@]} = 0 ] || fail "${#failed[@]} of 5 checks failed."
say "all five checks passed"
