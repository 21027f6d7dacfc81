# ./dev services start|stop|status: MariaDB and Redis of the bench.
set -euo pipefail
cd "$PROJECT_ROOT"
. scripts/lib/on_bench.sh

usage() {
	cat <<-'TEXT'
		./dev services [status]        which of the bench's MariaDB and Redis servers are up
		./dev services start           starts those that are down
		./dev services stop [--force]  stops those that nobody else is connected to; with --force the others, too

		Jobs that wait in Redis are written to disk first.
	TEXT
}

stop_all() {
	local kind
	for kind in cache queue; do
		if port_answers "$(redis_port $kind)"; then STARTED+=("redis:$(redis_port $kind)"); fi
	done
	if port_answers "$(database_port)"; then STARTED+=(mariadb); fi
	stop_services
}

answer_help "$@"
verb=${1:-status}
if [ "$verb ${2:-}" = "stop --force" ]; then
	STOP_USED=yes
	shift
fi
take_no_more "${@:2}"
case $verb in
	start | stop | status) use_bench || fail "no bench found, so there are no services to look after. BENCH_PATH names it." ;;
	*) misuse "services start, stop or status; not \"$verb\"." ;;
esac
case $verb in
	start) start_services ;;
	stop) stop_all ;;
esac
service_status
