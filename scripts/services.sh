# ./dev services start|stop|status: MariaDB and Redis of the bench.
set -euo pipefail
cd "$PROJECT_ROOT"
for part in say debian bench services; do . "scripts/lib/$part.sh"; done

use_bench || fail "no bench found, so there are no services to look after. BENCH_PATH names it."
case ${1:-status} in
	start) start_services && service_status ;;
	stop)
		STARTED=(mariadb "redis:$(port_of "$(bench_setting redis_cache :13000)")" "redis:$(port_of "$(bench_setting redis_queue :11000)")")
		stop_services
		service_status
		;;
	status) service_status ;;
	*) fail "services start, stop or status; not \"$1\"." ;;
esac
