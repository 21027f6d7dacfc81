# MariaDB and the bench's two Redis servers.

bench_setting() {
	in_bench env/bin/python -c '
import json, sys
print(json.load(open("sites/common_site_config.json")).get(sys.argv[1], sys.argv[2]))' "$1" "$2"
}

port_of() { sed -E 's#.*:([0-9]+).*#\1#' <<<"$1"; }

port_answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

wait_for_port() {
	local tries
	for tries in $(seq 1 60); do
		port_answers "$1" && return
		sleep 0.5
	done
	fail "nothing answers on port $1 after 30 seconds ($2)."
}

# Names of what start_services started, so that stop_services stops no more than that.
STARTED=()

start_services() {
	local port
	port=$(bench_setting db_port 3306)
	if ! port_answers "$port"; then
		say "starting MariaDB"
		as_root service mariadb start >/dev/null || fail "MariaDB is down and could not be started: run \"service mariadb start\" as root."
		wait_for_port "$port" MariaDB
		STARTED+=(mariadb)
	fi
	start_redis cache 13000
	start_redis queue 11000
}

start_redis() {
	local port
	port=$(port_of "$(bench_setting "redis_$1" "redis://127.0.0.1:$2")")
	port_answers "$port" && return
	say "starting Redis ($1)"
	in_bench_background "$(mktemp)" redis-server "config/redis_$1.conf"
	# Redis outlives stop_background: stop_services ends it.
	unset 'BACKGROUND[-1]'
	wait_for_port "$port" "Redis $1"
	STARTED+=("redis:$port")
}

stop_services() {
	local name
	for name in "${STARTED[@]}"; do
		case $name in
			mariadb) as_root service mariadb stop >/dev/null || true ;;
			redis:*) redis-cli -p "${name#redis:}" shutdown nosave 2>/dev/null || true ;;
		esac
	done
	STARTED=()
}

service_status() {
	local name key default label port
	for name in db:3306:MariaDB redis_cache:13000:"Redis cache" redis_queue:11000:"Redis queue"; do
		IFS=: read -r key default label <<<"$name"
		if [ "$key" = db ]; then port=$(bench_setting db_port "$default"); else port=$(port_of "$(bench_setting "$key" ":$default")"); fi
		if port_answers "$port"; then echo "$label: up (port $port)"; else echo "$label: down (port $port)"; fi
	done
}
