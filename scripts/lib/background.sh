# Background programs of a verb, each with a log.

BACKGROUND=()
declare -A BACKGROUND_NAME=() BACKGROUND_LOG=()
SECONDS_TO_END=${SECONDS_TO_END:-60}

# in_bench_background NAME LOG COMMAND...: like in_bench, in a session of its own that a Ctrl-C does not reach.
in_bench_background() {
	local name=$1 log=$2
	shift 2
	# shellcheck disable=SC2016 # the inner shell expands it
	setsid bash -c '
		line=$1; owner=$2
		if [ "$owner" = "$(id -un)" ]; then exec bash -lc "$line"; fi
		if [ "$(id -u)" = 0 ]; then exec runuser -l "$owner" -c "$line"; fi
		exec sudo runuser -l "$owner" -c "$line"
	' _ "cd $(printf %q "$BENCH") && exec $(printf '%q ' "$@")" "$OWNER" >"$log" 2>&1 </dev/null &
	keep_in_background $! "$name" "$log"
}

# keep_in_background PROCESS NAME LOG
keep_in_background() {
	BACKGROUND+=("$1")
	BACKGROUND_NAME[$1]=$2
	BACKGROUND_LOG[$1]=$3
}

is_running() {
	local state
	{ read -r state <"/proc/$1/stat"; } 2>/dev/null && [[ $state != *") Z "* ]]
}

# Tells that a program has ended by itself, with the end of its log.
report_end() {
	local log=${BACKGROUND_LOG[$1]:-}
	say "${BACKGROUND_NAME[$1]:-a program} has ended by itself. The end of its log, $log:"
	tail -n 15 "$log" 2>/dev/null | sed 's/^/    /' >&2
}

report_ended_background() {
	local leader
	for leader in "${BACKGROUND[@]}"; do is_running "$leader" || report_end "$leader"; done
}

# Ends what runs in the background. A worker finishes the job it is at.
stop_background() {
	local leader programs=() began=$SECONDS said=
	for leader in "${BACKGROUND[@]}"; do mapfile -t -O "${#programs[@]}" programs < <(programs_of "$leader"); done
	signal TERM "${programs[@]}"
	for leader in "${BACKGROUND[@]}"; do
		while is_running "$leader" && [ $((SECONDS - began)) -lt "$SECONDS_TO_END" ]; do
			if [ -z "$said" ] && [ $((SECONDS - began)) -ge 3 ]; then
				say "waiting for ${BACKGROUND_NAME[$leader]:-a program} to finish what it is at"
				said=yes
			fi
			sleep 0.2
		done
		mapfile -t programs < <(descendants "$leader")
		signal KILL "${programs[@]}"
	done
	BACKGROUND=()
}

signal() {
	local name=$1 process
	shift
	for process in "$@"; do as_root kill "-$name" "$process" 2>/dev/null || kill "-$name" "$process" 2>/dev/null || true; done
}

descendants() {
	local child
	for child in $(ps -o pid= --ppid "$1"); do descendants "$child"; done
	echo "$1"
}

# The programs proper among the descendants: no shell or runuser around them, which would leave or kill its child, and no
# fork of a worker, which is a job under way.
programs_of() {
	local child found=
	case $(ps -o comm= -p "$1") in
		bash | runuser | sudo)
			for child in $(ps -o pid= --ppid "$1"); do
				found=yes
				programs_of "$child"
			done
			;;
	esac
	[ -n "$found" ] || echo "$1"
}
