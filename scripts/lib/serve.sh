# A site of the bench behind a port of this machine.

# serve_site SITE PORT [WORKER...]: answers on 127.0.0.1:PORT for any Host, with a background worker. QUEUE is the address of
# its job queue; the bench's own otherwise.
serve_site() {
	local site=$1 port=$2 queue=(env ${QUEUE:+"FRAPPE_REDIS_QUEUE=$QUEUE"})
	shift 2
	[ $# != 0 ] || set -- bench worker --queue short,default,long
	refuse_taken_port "$site" "$port"
	SITE_LOGS=$(mktemp -d -t workshop-crm-XXXXXX)
	in_bench_background "the web server of $site" "$SITE_LOGS/web.log" \
		"${queue[@]}" DEV_SERVER="${DEV_SERVER:-0}" bench --site "$site" serve --port "$port" --noreload
	WEB_SERVER=${BACKGROUND[-1]}
	in_bench_background "the worker" "$SITE_LOGS/worker.log" "${queue[@]}" "$@"
	wait_for_site "$site" "$port"
}

refuse_taken_port() {
	local owner
	port_is_taken "$2" || return 0
	owner=$(owner_of_port "$2")
	if answers_ping "$1" "$2"; then
		fail "a site is served on port $2 already${owner:+ by $owner}: http://$1:$2. Stop that one first, or take another port: ${PORT_OPTION:---port N}."
	fi
	fail "port $2 is taken${owner:+ by $owner}. Stop that one first, or take another port: ${PORT_OPTION:---port N}."
}

# Browsers ask for names under .localhost by IPv6 first.
port_is_taken() { port_answers "$1" || (exec 3<>"/dev/tcp/::1/$1") 2>/dev/null; }

# "python3 (process 4711)", where the system says so.
owner_of_port() {
	{ command -v ss >/dev/null && as_root ss -Hltnp "sport = :$1" || ss -Hltnp "sport = :$1"; } 2>/dev/null |
		sed -nE 's/.*\(\("([^"]*)",pid=([0-9]+).*/\1 (process \2)/p' | head -n 1 || true
}

# get_page HOST PORT PATH: what it answers within ten seconds, without the headers.
get_page() {
	# shellcheck disable=SC2016 # the inner shell expands it
	timeout 10 bash -c '
		exec 3<>"/dev/tcp/127.0.0.1/$2" || exit
		printf "GET %s HTTP/1.0\r\nHost: %s\r\n\r\n" "$3" "$1" >&3
		cat <&3' _ "$1" "$2" "$3" 2>/dev/null | sed '1,/^\r$/d'
}

answers_ping() { [ "$(get_page "$1" "$2" /api/method/ping)" = '{"message":"pong"}' ]; }

# Any program answers on a port, and any Frappe a ping: only this site has the file of this moment.
wait_for_site() {
	local site=$1 port=$2 token=$RANDOM$RANDOM$RANDOM
	local file=sites/$site/public/files/workshop-crm-dev-$token.txt
	in_bench bash -c "echo $token >$file"
	local end=$((SECONDS + ${SECONDS_TO_ANSWER:-120}))
	while [ "$SECONDS" -lt "$end" ]; do
		if [ "$(get_page "$site" "$port" "/files/${file##*/}")" = "$token" ] && answers_ping "$site" "$port"; then
			in_bench rm -f "$file"
			return
		fi
		is_running "$WEB_SERVER" || break
		sleep 0.5
	done
	in_bench rm -f "$file"
	if is_running "$WEB_SERVER"; then
		fail "$site did not answer on port $port. Its log is $SITE_LOGS/web.log: $(last_line "$SITE_LOGS/web.log")"
	fi
	report_end "$WEB_SERVER"
	fail "$site is not served."
}

# Returns when the web server has ended; reports the others that end before it.
watch_site() {
	local leader
	while sleep 1; do
		for leader in "${BACKGROUND[@]}"; do
			if is_running "$leader"; then continue; fi
			report_end "$leader"
			[ "$leader" != "$WEB_SERVER" ] || return 1
			forget_background "$leader"
		done
	done
}

forget_background() {
	local leader kept=()
	for leader in "${BACKGROUND[@]}"; do [ "$leader" = "$1" ] || kept+=("$leader"); done
	BACKGROUND=("${kept[@]}")
}

site_address() { echo "http://$1:$2/app/workshop-crm"; }
