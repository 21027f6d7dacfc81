# The project's own virtual environment, .venv, made again whenever pyproject.toml changes.

VENV=$PROJECT_ROOT/.venv

find_python() {
	local candidate
	for candidate in python3 python3.13 python3.12 python3.11 python3.10; do
		if command -v "$candidate" >/dev/null &&
			"$candidate" -c 'import sys; sys.exit(not (3, 10) <= sys.version_info < (3, 15))' 2>/dev/null; then
			command -v "$candidate"
			return
		fi
	done
	return 1
}

can_make_environments() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

# use_python EXTRA: activates .venv with the project and the dependencies of that extra.
use_python() {
	local extra=$1 python stamp=$VENV/.installed-$1 want
	want=$(sha256sum "$PROJECT_ROOT/pyproject.toml" | cut -d' ' -f1)
	if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$want" ]; then
		python=$(find_python) || { install_packages python3 && python=$(find_python); } ||
			fail "Python 3.10 or later is needed. On Debian: apt-get install python3 python3-venv"
		can_make_environments "$python" || { install_packages python3-venv && can_make_environments "$python"; } ||
			fail "Python's venv module is missing. On Debian: apt-get install python3-venv"
		say "installing Python packages into .venv ($extra)"
		[ -x "$VENV/bin/python" ] || "$python" -m venv "$VENV"
		quietly "$VENV/bin/python" -m pip install --disable-pip-version-check -e "${PROJECT_ROOT}[$extra]"
		echo "$want" >"$stamp"
	fi
	# shellcheck disable=SC1091
	. "$VENV/bin/activate"
}
