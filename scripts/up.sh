# ./dev up: the workshop on ERPNext where a bench is or can be made, else the preview.
set -euo pipefail
cd "$PROJECT_ROOT"
. scripts/lib/on_bench.sh
. scripts/lib/python.sh
. scripts/lib/new_bench.sh

usage() {
	cat <<-TEXT
		./dev up [NAME] [--port N]   a working workshop in the browser: on ERPNext where a bench is or can be made, else the preview

		NAME             the site of the bench; $DEMO_SITE otherwise
		--port N         the port (or PORT=N); 8000 otherwise, the preview's own is 8300
		BENCH_PATH       the bench; otherwise frappe-bench in your home or in the home of the user "frappe"
		ADMIN_PASSWORD   the Administrator's password of a new site; "admin" otherwise
		REPLACE_APP=1    replaces an app in the bench that ./dev did not put there, or that was changed since
	TEXT
}

# socketio asks the site by its name who a visitor is, and not every Debian knows names under .localhost.
name_site() {
	getent hosts "$1" >/dev/null && return
	say "adding $1 to /etc/hosts"
	echo "127.0.0.1 $1" | as_root tee -a /etc/hosts >/dev/null ||
		say "that needs root; the desk will lack live updates until it is done."
}

open_on_bench() {
	local site=${SITE:-$DEMO_SITE} port=${PORT:-8000}
	trap clean_up EXIT
	trap 'exit 130' INT TERM
	refuse_taken_port "$site" "$port"
	start_services
	demo_site "$site"
	name_site "$site"
	# The desk then asks socketio's own port for live updates, as there is no nginx in between.
	DEV_SERVER=1 serve_site "$site" "$port"
	in_bench_background "the scheduler" "$SITE_LOGS/schedule.log" bench schedule
	in_bench_background "socketio, which brings live updates to the desk," "$SITE_LOGS/socketio.log" node apps/frappe/socketio.js
	# Browsers take every name under .localhost to this machine; socketio tells sites apart by it.
	say "$(site_address "$site" "$port")  ($(login_of "$site")); Ctrl-C stops it. Logs: $SITE_LOGS"
	watch_site || fail "$site is no longer served."
}

answer_help "$@"
SITE=
while [ $# != 0 ]; do
	case $1 in
		--port)
			take_port "${2:-}"
			PORT=$2
			shift 2
			;;
		*)
			[ -z "$SITE" ] || take_no_more "$1"
			take_site_name "$1"
			SITE=$1
			shift
			;;
	esac
done

if use_bench; then
	open_on_bench
elif can_clone_frappe; then
	make_bench
	use_bench || fail "the bench was made but cannot be found; set BENCH_PATH."
	open_on_bench
else
	say "no bench here, and no git host can be reached to make one: starting the preview instead."
	exec bash scripts/preview.sh serve --demo ${PORT:+--port "$PORT"}
fi
