# What the scripts tell the person who runs them.

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }

fail() {
	printf '\033[1;31mdev:\033[0m %s\n' "$*" >&2
	exit 1
}

# Runs a long command quietly: a sign of life now and then, and its output only when it fails.
quietly() {
	local log clock status=0
	log=$(mktemp)
	show_progress "$log" &
	clock=$!
	"$@" >"$log" 2>&1 || status=$?
	kill "$clock" 2>/dev/null || true
	wait "$clock" 2>/dev/null || true
	[ ! -t 2 ] || printf '\r\033[K' >&2
	[ "$status" = 0 ] || cat "$log" >&2
	rm -f "$log"
	return "$status"
}

SECONDS_BETWEEN_SIGNS=${SECONDS_BETWEEN_SIGNS:-10}

# The time passed and the last line of LOG: every second on a terminal, more rarely in a log.
show_progress() {
	local began=$SECONDS passed
	while sleep 1 >/dev/null 2>&1 && kill -0 $$ 2>/dev/null; do
		passed=$((SECONDS - began))
		if [ -t 2 ]; then
			printf '\r\033[K    %d s  %s' "$passed" "$(last_line "$1")" >&2
		elif [ $((passed % SECONDS_BETWEEN_SIGNS)) = 0 ]; then
			printf '    %d s  %s\n' "$passed" "$(last_line "$1")" >&2
		fi
	done
}

last_line() {
	local line
	line=$(tail -c 500 "$1" 2>/dev/null | tr '\r' '\n' | grep -v '^[[:space:]]*$' | tail -n 1) || true
	printf '%s' "${line:0:70}"
}
