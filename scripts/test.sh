# ./dev test: every test this machine can run.
#
# Without a bench: JavaScript, core, adapters, preview, and the contract and browser tests against the preview.
# With one: the same contract and browser tests against a real ERPNext site, the site tests, and the life cycle of the app.
set -euo pipefail
cd "$PROJECT_ROOT"
. scripts/lib/on_bench.sh
. scripts/lib/python.sh
. scripts/lib/node.sh

REPORTS=$PROJECT_ROOT/.test-reports
LEFT_OUT=()
FAILED=0
PREVIEW_TESTS=

usage() {
	cat <<-'TEXT'
		./dev test [options of pytest]   every test this machine can run, and a loud line for each suite left out

		BENCH_PATH              the bench; otherwise frappe-bench in your home or in the home of the user "frappe"
		MARIADB_ROOT_PASSWORD   where it is neither "root" nor known to the bench
		TEST_SITE_PORT          the port on which the test site is served; 18080 otherwise
		REPLACE_APP=1           replaces an app in the bench that ./dev did not put there, or that was changed since
	TEXT
}

leave_out() {
	say "LEFT OUT: $*"
	LEFT_OUT+=("$*")
}

run_pytest() {
	local name=$1
	shift
	say "tests: $name"
	python -m pytest --junit-xml="$REPORTS/$name.xml" -o junit_suite_name="$name" -q -rR "$@" || FAILED=1
}

prepare_browser() {
	# libatomic1: Playwright's driver needs it, and a small Debian has none. poppler-utils: reads the printed PDFs.
	install_packages chromium fonts-noto-core libatomic1 poppler-utils || true
	command -v chromium >/dev/null || leave_out "browser tests: there is no Chromium, and this user may not install it"
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
	start_services
	fresh_site "$TEST_SITE"
	put_app_into_bench "$TEST_SITE"
	use_site "$TEST_SITE"
	quietly on_site "$TEST_SITE" set-config allow_tests 1
}

serve_test_site() {
	local port=${TEST_SITE_PORT:-18080} credentials
	credentials=$(on_site "$TEST_SITE" execute workshop_crm.tests.contract_site.prepare | tail -n 1)
	serve_site "$TEST_SITE" "$port"
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
	say "tests: site (inside ERPNext)"
	start_elasticsearch
	in_bench env "WORKSHOP_CRM_ELASTICSEARCH=$ELASTICSEARCH" bench --site "$TEST_SITE" run-tests --app workshop_crm 2>&1 |
		tee "$REPORTS/site.log" || FAILED=1
	stop_background
}

run_lifecycle() {
	export BENCH_PATH=$BENCH MARIADB_ROOT_USERNAME=${DATABASE_ADMIN[1]:-} MARIADB_ROOT_PASSWORD=${DATABASE_ADMIN[3]:-}
	run_pytest lifecycle tests/site
}

# While ERPNext is tested a second core is idle; their report is shown when they are done.
start_tests_without_bench() {
	say "tests: preview (beside those on ERPNext)"
	(run_pytest preview "${WITHOUT_BENCH[@]}" "$@"; exit "$FAILED") >"$REPORTS/preview.log" 2>&1 &
	PREVIEW_TESTS=$!
}

finish_tests_without_bench() {
	wait "$PREVIEW_TESTS" || FAILED=1
	PREVIEW_TESTS=
	cat "$REPORTS/preview.log"
}

# pytest would refuse it once more for each suite, after the sites were made.
refuse_unknown_options() {
	local status=0
	[ $# = 0 ] || python -m pytest -q --collect-only "$@" tests/factories.py >"$REPORTS/options.log" 2>&1 || status=$?
	[ "$status" != 4 ] || misuse "$(sed -n 's/^.*error: //p' "$REPORTS/options.log")"
}

answer_help "$@"
check_bench_path
rm -rf "$REPORTS"
mkdir -p "$REPORTS"
trap 'BACKGROUND+=($PREVIEW_TESTS); clean_up' EXIT
trap 'exit 130' INT TERM
use_python dev
refuse_unknown_options "$@"
prepare_browser
prepare_elasticsearch
WITHOUT_BENCH=(tests --ignore=tests/site)
run_javascript_tests

if use_bench; then
	start_tests_without_bench "$@"
	prepare_test_site
	serve_test_site
	run_pytest erpnext tests/contract tests/browser --host=erpnext "$@"
	report_ended_background
	stop_background
	run_site_tests
	run_lifecycle
	finish_tests_without_bench
else
	run_pytest preview "${WITHOUT_BENCH[@]}" "$@"
	leave_out "ERPNext: no bench found (BENCH_PATH names one), so contract and browser tests ran on the preview only, and no site or life-cycle test ran"
fi

python scripts/test_summary.py "$REPORTS" "${LEFT_OUT[@]}" || FAILED=1
exit "$FAILED"
