# ./dev test: every test this machine can run.
#
# Without a bench: JavaScript, core, adapters, preview, and the contract and browser tests against the preview.
# With one: the same contract and browser tests against a real ERPNext site, the site tests, and the life cycle of the app.
# Two tracks run in parallel, each with about half of the work and with a preview or sites of its own.
set -euo pipefail
cd "$PROJECT_ROOT"
. scripts/lib/on_bench.sh
. scripts/lib/python.sh
. scripts/lib/node.sh

REPORTS=$PROJECT_ROOT/.test-reports
WITHOUT_BROWSER=(tests --ignore=tests/site --ignore=tests/browser)
FAILED=0
OTHER_TRACK=
QUEUES=()
ON_BENCH=
APP_IN_THE_WAY=
# A copy of the test site for the tests inside ERPNext, which run in parallel with those over HTTP.
INSIDE_SITE=workshop-crm-inside.localhost

usage() {
	cat <<-'TEXT'
		./dev test [options of pytest]             every test this machine can run, and a loud line for each suite left out
		./dev test --thorough [options of pytest]  the rules of core alone, on 1,000 random examples each; not part of the above
		./dev test --erpnext-suites [DOCTYPE...]   ERPNext's own suites without the app and with it, compared; not part of the above

		BENCH_PATH              the bench; otherwise frappe-bench in your home or in the home of the user "frappe"
		MARIADB_ROOT_PASSWORD   where it is neither "root" nor known to the bench
		TEST_SITE_PORT          the port on which the test site is served; 18080 otherwise
		REPLACE_APP=1           replaces an app in the bench that ./dev did not put there, or that was changed since
	TEXT
}

leave_out() {
	say "LEFT OUT: $*"
	echo "$*" >>"$REPORTS/left-out"
}

# The options may select no test of one suite (status 5).
run_pytest() {
	local name=$1
	shift
	say "tests: $name"
	python -m pytest --junit-xml="$REPORTS/$name.xml" -o junit_suite_name="$name" -q -rR "$@" ||
		[ $? = 5 ] || FAILED=1
}

prepare_browser() {
	# libatomic1: Playwright's driver needs it, and a small Debian has none. poppler-utils: reads the printed PDFs.
	install_packages fonts-noto-core libatomic1 poppler-utils || true
	install_packages chromium-headless-shell || install_packages chromium || true
	command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null ||
		leave_out "browser tests: there is no Chromium, and this user may not install it"
}

# A JDK and Maven fetch and start the real Elasticsearch of the tests.
prepare_elasticsearch() {
	command -v javac >/dev/null && command -v mvn >/dev/null && return
	install_packages default-jdk-headless maven ||
		leave_out "tests on a real Elasticsearch: there is no JDK or no Maven, and this user may not install them"
}

run_javascript_tests() {
	if ! use_node; then
		leave_out "tests of JavaScript: there is no npm, and this user may not install it, or the tools could not be fetched"
		return
	fi
	say "tests: JavaScript"
	node --test --test-reporter=junit --test-reporter-destination="$REPORTS/javascript.xml" \
		--test-reporter=dot --test-reporter-destination=stdout tests/javascript/*.test.mjs || FAILED=1
}

prepare_test_site() {
	fresh_site "$TEST_SITE"
	put_app_into_bench "$TEST_SITE"
	use_site "$TEST_SITE"
	quietly on_site "$TEST_SITE" set-config allow_tests 1
	quietly save_site "$TEST_SITE" "$BENCH/sites/$TEST_SITE/with-app.sql.gz"
	touch "$REPORTS/site-is-saved"
}

# The other track's site: the test site as it was before its tests.
prepare_inside_site() {
	local saved=$BENCH/sites/$TEST_SITE/with-app.sql.gz
	while [ ! -f "$REPORTS/site-is-saved" ]; do sleep 1; done
	say "making $INSIDE_SITE from $TEST_SITE"
	if site_exists "$INSIDE_SITE"; then
		quietly as_database_admin --site "$INSIDE_SITE" --force restore "$saved"
	else
		quietly new_site "$INSIDE_SITE" --source_sql "$saved"
	fi
	in_bench rm -rf "sites/$INSIDE_SITE/private/workshop_crm"
	share_encryption_key "$TEST_SITE" "$INSIDE_SITE"
	quietly on_site "$INSIDE_SITE" set-config allow_tests 1
	fill_site "$INSIDE_SITE" >/dev/null
}

# share_encryption_key FROM TO: without it the copy cannot read the passwords that came with its records.
share_encryption_key() {
	in_bench python3 -c '
import json, sys
source, copy = (f"sites/{site}/site_config.json" for site in sys.argv[1:])
settings = json.load(open(copy))
settings["encryption_key"] = json.load(open(source))["encryption_key"]
json.dump(settings, open(copy, "w"), indent=1)
' "$1" "$2"
}

# A job queue for one suite: nobody else's worker takes its jobs, and ours takes no job of others.
start_queue() {
	local port log=$REPORTS/queue-$1.log
	port=$(python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
	redis-server --port "$port" --bind 127.0.0.1 --save "" >"$log" 2>&1 &
	QUEUES+=($!)
	wait_for_port "$port" "the job queue, see $log"
	QUEUE=redis://127.0.0.1:$port
}

stop_queues() {
	[ ${#QUEUES[@]} = 0 ] || kill "${QUEUES[@]}" 2>/dev/null || true
	QUEUES=()
}

# fill_site SITE: users and a made-up workshop; prints what the tests log in with.
fill_site() {
	in_bench env "FRAPPE_REDIS_QUEUE=$QUEUE" bench --site "$1" execute workshop_crm.tests.contract_site.prepare | tail -n 1
}

serve_test_site() {
	local port=${TEST_SITE_PORT:-18080} credentials
	start_queue erpnext
	credentials=$(fill_site "$TEST_SITE")
	# The tests say which guest they are.
	quietly on_site "$TEST_SITE" set-config workshop_crm_proxies 127.0.0.1
	serve_site "$TEST_SITE" "$port" \
		env -C sites ../env/bin/python -c "$(cat scripts/lib/warm_worker.py)" short,default,long
	export WORKSHOP_CRM_SITE_URL=http://127.0.0.1:$port WORKSHOP_CRM_SITE_CREDENTIALS=$credentials
}

# ELASTICSEARCH: the address of a real one, or nothing where none can be had.
start_elasticsearch() {
	local address=$REPORTS/elasticsearch-address node
	python tests/search_nodes.py >"$address" 2>"$REPORTS/elasticsearch.log" &
	node=$!
	keep_in_background "$node" "Elasticsearch" "$REPORTS/elasticsearch.log"
	while [ ! -s "$address" ] && kill -0 "$node" 2>/dev/null; do sleep 0.5; done
	ELASTICSEARCH=$(cat "$address")
	[ -n "$ELASTICSEARCH" ] || leave_out "the site on a real Elasticsearch: $(tail -n 1 "$REPORTS/elasticsearch.log")"
}

run_site_tests() {
	start_queue site
	prepare_inside_site
	say "tests: site (inside ERPNext)"
	start_elasticsearch
	in_bench env "WORKSHOP_CRM_ELASTICSEARCH=$ELASTICSEARCH" "FRAPPE_REDIS_QUEUE=$QUEUE" \
		bench --site "$INSIDE_SITE" run-tests --app workshop_crm 2>&1 | tee "$REPORTS/site.log" || FAILED=1
	stop_background
	stop_queues
}

run_lifecycle() {
	export BENCH_PATH=$BENCH MARIADB_ROOT_USERNAME=${DATABASE_ADMIN[1]:-} MARIADB_ROOT_PASSWORD=${DATABASE_ADMIN[3]:-}
	run_pytest lifecycle tests/site --timeout=1800
}

# What it prints is shown when it is done.
start_other_track() {
	(
		run_pytest browser tests/browser "$@"
		if [ -n "$ON_BENCH" ]; then
			run_pytest preview "${WITHOUT_BROWSER[@]}" "$@"
			run_site_tests
		fi
		exit "$FAILED"
	) >"$REPORTS/other-track.log" 2>&1 &
	OTHER_TRACK=$!
}

finish_other_track() {
	wait "$OTHER_TRACK" || FAILED=1
	OTHER_TRACK=
	cat "$REPORTS/other-track.log"
}

# shellcheck disable=SC2317 # the trap calls it
stop_other_track() {
	local programs
	[ -n "$OTHER_TRACK" ] || return 0
	mapfile -t programs < <(descendants "$OTHER_TRACK")
	# First itself, so that it does not go on to its next suite.
	signal TERM "$OTHER_TRACK" "${programs[@]}"
}

# pytest would refuse it once more for each suite, after the sites were made.
refuse_unknown_options() {
	local status=0
	[ $# = 0 ] || python -m pytest -q --collect-only "$@" tests/factories.py >"$REPORTS/options.log" 2>&1 || status=$?
	[ "$status" != 4 ] || misuse "$(sed -n 's/^.*error: //p' "$REPORTS/options.log")"
}

# may_use_app: whether this checkout may stand in the bench; otherwise APP_IN_THE_WAY says what does. A bench that was
# named is not left out.
may_use_app() {
	local reason
	[ -z "${REPLACE_APP:-}" ] || return 0
	reason=$(foreign_in_app "$BENCH/apps/workshop_crm")
	[ -n "$reason" ] || return 0
	[ -z "${BENCH_PATH:-}" ] || keep_foreign_app "$BENCH/apps/workshop_crm"
	APP_IN_THE_WAY="$BENCH/apps/workshop_crm is left as it is: $reason (REPLACE_APP=1 replaces it)"
	return 1
}

if [ "${1:-}" = --erpnext-suites ]; then
	shift
	exec bash scripts/erpnext_suites.sh "$@"
fi
answer_help "$@"
if [ "${1:-}" = --thorough ]; then
	shift
	use_python dev
	exec python -m pytest tests/core -m hypothesis --hypothesis-profile=thorough --timeout=0 --durations=10 -q "$@"
fi
if use_bench && may_use_app; then ON_BENCH=1; fi
rm -rf "$REPORTS"
mkdir -p "$REPORTS"
touch "$REPORTS/left-out"
trap 'stop_other_track; clean_up; stop_queues' EXIT
trap 'exit 130' INT TERM
use_python dev
refuse_unknown_options "$@"
prepare_browser
prepare_elasticsearch
run_javascript_tests

if [ -n "$ON_BENCH" ]; then
	PORT_OPTION="TEST_SITE_PORT=N" refuse_taken_port "$TEST_SITE" "${TEST_SITE_PORT:-18080}"
	start_services
	find_database_admin
	say "tests: preview, then site (in parallel with those on ERPNext)"
	start_other_track "$@"
	prepare_test_site
	serve_test_site
	run_pytest erpnext tests/contract tests/browser --host=erpnext "$@"
	report_ended_background
	stop_background
	run_lifecycle
	finish_other_track
else
	say "tests: browser (in parallel with the others)"
	start_other_track "$@"
	run_pytest preview "${WITHOUT_BROWSER[@]}" "$@"
	finish_other_track
	leave_out "ERPNext: ${APP_IN_THE_WAY:-no bench found (BENCH_PATH names one)}, so contract and browser tests ran on the preview only, and no site or life-cycle test ran"
fi

mapfile -t left_out <"$REPORTS/left-out"
python scripts/test_summary.py "$REPORTS" "${left_out[@]}" || FAILED=1
exit "$FAILED"
