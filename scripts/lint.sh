# ./dev lint: Python, JavaScript, CSS and shell scripts; layers, translations, refusals. Every check runs, then the first failure decides.
set -uo pipefail
cd "$PROJECT_ROOT" || exit
. scripts/lib/say.sh
. scripts/lib/options.sh
. scripts/lib/debian.sh
. scripts/lib/python.sh
. scripts/lib/node.sh

usage() { echo "./dev lint     every check of Python, JavaScript, CSS, shell scripts, layers and translations; it takes no options"; }

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
checks=0
failed=()
check() {
	say "$1"
	checks=$((checks + 1))
	shift
	"$@" || failed+=("$1")
}
check "ruff" ruff check .
check "ruff format" ruff format --check .
check "mypy" mypy
check "import-linter" lint-imports
check "translations" python scripts/check_translations.py
check "refusals" python scripts/check_refusals.py
check "shellcheck" check_shell
if use_node; then
	check "biome (JavaScript and CSS)" "$NODE_BIN/biome" check --error-on-warnings
	check "tsc (types of JavaScript)" "$NODE_BIN/tsc" --project tsconfig.json
else
	say "LEFT OUT: biome and tsc: there is no npm, and this user may not install it, or the tools could not be fetched"
fi
[ ${#failed[@]} = 0 ] || fail "${#failed[@]} of $checks checks failed."
say "all $checks checks passed"
