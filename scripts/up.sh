# ./dev up: the workshop on ERPNext where a bench is or can be made, else the preview.
set -euo pipefail
cd "$PROJECT_ROOT"
for part in say debian python bench services site new_bench; do . "scripts/lib/$part.sh"; done

PORT=${PORT:-8000}

# socketio asks the site by its name who a visitor is, and not every Debian knows names under .localhost.
name_demo_site() {
	getent hosts "$DEMO_SITE" >/dev/null && return
	say "adding $DEMO_SITE to /etc/hosts"
	echo "127.0.0.1 $DEMO_SITE" | as_root tee -a /etc/hosts >/dev/null ||
		say "that needs root; the desk will lack live updates until it is done."
}

open_on_bench() {
	trap 'stop_background; stop_services' EXIT
	trap 'exit 130' INT TERM
	start_services
	bash scripts/site.sh "$DEMO_SITE"
	name_demo_site
	# The desk then asks socketio's own port for live updates, as there is no nginx in between.
	DEV_SERVER=1 serve_site "$DEMO_SITE" "$PORT"
	in_bench_background "$SITE_LOGS/schedule.log" bench schedule
	in_bench_background "$SITE_LOGS/socketio.log" node apps/frappe/socketio.js
	# Browsers take every name under .localhost to this machine; socketio tells sites apart by it.
	say "http://$DEMO_SITE:$PORT/app/workshop-crm  (Administrator / ${ADMIN_PASSWORD:-admin}); Ctrl-C stops it"
	wait "${BACKGROUND[0]}"
}

if use_bench; then
	open_on_bench
elif can_clone_frappe; then
	make_bench
	use_bench || fail "the bench was made but cannot be found; set BENCH_PATH."
	open_on_bench
else
	say "no bench here, and no git host can be reached to make one: starting the preview instead."
	exec bash scripts/preview.sh serve --demo "$@"
fi
