# MariaDB and the bench's two Redis servers.

port_of() { sed -E 's#.*:([0-9]+).*#\1#' <<<"$1"; }

port_answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

wait_for_port() {
	for _ in {1..300}; do
		port_answers "$1" && return
		sleep 0.1
	done
	fail "nothing answers on port $1 after 30 seconds ($2)."
}

database_port() { bench_setting db_port 3306; }
redis_port() {
	case $1 in
		cache) port_of "$(bench_setting redis_cache redis://127.0.0.1:13000)" ;;
		queue) port_of "$(bench_setting redis_queue redis://127.0.0.1:11000)" ;;
	esac
}

# Names of what start_services started, so that stop_services stops no more than that.
STARTED=()

start_services() {
	local port
	port=$(database_port)
	if ! port_answers "$port"; then
		say "starting MariaDB"
		as_root service mariadb start >/dev/null || fail "MariaDB is down and could not be started: run \"service mariadb start\" as root."
		wait_for_port "$port" MariaDB
		STARTED+=(mariadb)
	fi
	start_redis cache
	start_redis queue
}

start_redis() {
	local port log
	port=$(redis_port "$1")
	port_answers "$port" && return
	say "starting Redis ($1)"
	log=$(mktemp -t "workshop-crm-redis-$1-XXXXXX")
	in_bench_background "Redis ($1)" "$log" redis-server "config/redis_$1.conf"
	# Redis outlives stop_background: stop_services ends it.
	unset 'BACKGROUND[-1]'
	wait_for_port "$port" "Redis $1, see $log"
	STARTED+=("redis:$port")
}

# Stops what start_services started, except what somebody else has come to use meanwhile.
stop_services() {
	local name
	for name in "${STARTED[@]}"; do
		case $name in
			mariadb) stop_unused "MariaDB" "$(database_users)" stop_mariadb ;;
			redis:*) stop_unused "Redis on port ${name#redis:}" "$(redis_users "${name#redis:}")" stop_redis "${name#redis:}" ;;
		esac
	done
	STARTED=()
}

# stop_unused WHAT USERS COMMAND...: USERS is the number of connections of others, or nothing where it cannot be known.
stop_unused() {
	local what=$1 users=$2
	shift 2
	if [ "$users" = 0 ] || [ -n "${STOP_USED:-}" ]; then
		"$@" || say "$what could not be stopped; it runs on."
	elif [ -n "$users" ]; then
		say "$what runs on: $users other connections use it. \"./dev services stop --force\" stops it all the same."
	else
		say "$what runs on: it does not say who uses it. \"./dev services stop --force\" stops it all the same."
	fi
}

# Connections other than the one that asks.
redis_users() {
	printf 'CLIENT ID\nCLIENT LIST\n' | redis-cli -p "$1" 2>/dev/null |
		awk 'NR == 1 { own = "id=" $1 } /^id=/ { clients++; if ($1 != own) others++ } END { if (clients) print others + 0 }'
}

database_users() {
	as_root mariadb -N -e "select count(*) from information_schema.processlist
		where id <> connection_id() and user not in ('system user', 'event_scheduler')" 2>/dev/null || true
}

stop_mariadb() { as_root service mariadb stop >/dev/null; }

# Jobs that wait are written to disk, whatever the server's own settings say; it does not stop when that fails.
stop_redis() {
	local how=()
	[ "$1" != "$(redis_port queue)" ] || how=(save)
	redis-cli -p "$1" shutdown "${how[@]}" >/dev/null 2>&1 || true
	for _ in {1..100}; do
		port_answers "$1" || return 0
		sleep 0.1
	done
	return 1
}

service_status() {
	state_of MariaDB "$(database_port)"
	state_of "Redis cache" "$(redis_port cache)"
	state_of "Redis queue" "$(redis_port queue)"
}

state_of() {
	if port_answers "$2"; then echo "$1: up (port $2)"; else echo "$1: down (port $2)"; fi
}
