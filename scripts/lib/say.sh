# What the scripts tell the person who runs them.

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }

fail() {
	printf '\033[1;31mdev:\033[0m %s\n' "$*" >&2
	exit 1
}

# Runs a long command quietly; shows its output only when it fails.
quietly() {
	local log
	log=$(mktemp)
	if "$@" >"$log" 2>&1; then
		rm -f "$log"
	else
		local status=$?
		cat "$log" >&2
		rm -f "$log"
		return "$status"
	fi
}
