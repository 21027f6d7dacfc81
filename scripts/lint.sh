# ./dev lint: style, types, layers, translations, shell scripts. Every check runs, then the first failure decides.
set -uo pipefail
cd "$PROJECT_ROOT" || exit
. scripts/lib/say.sh
. scripts/lib/options.sh
. scripts/lib/debian.sh
. scripts/lib/python.sh

usage() { echo "./dev lint     every check of style, types, layers, translations and shell scripts; it takes no options"; }

# The scripts are read from the entry points on, so that what one file sets is known where another uses it.
check_shell() {
	install_packages shellcheck || {
		say "shellcheck is missing, and this user may not install it."
		return 1
	}
	shellcheck --external-sources --check-sourced --shell=bash dev .ci/run scripts/*.sh
}

answer_help "$@"
take_no_more "$@"
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
check "shellcheck" check_shell
[ ${#failed[@]} = 0 ] || fail "${#failed[@]} of 6 checks failed."
say "all six checks passed"
