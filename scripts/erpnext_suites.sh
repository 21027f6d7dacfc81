# ./dev test --erpnext-suites: ERPNext's own tests, on a site without the app and on one with it, side by side.
#
# What fails on both is ERPNext's; what fails with the app alone fails this verb, unless the app does it otherwise on purpose.
set -euo pipefail
cd "$PROJECT_ROOT"
. scripts/lib/on_bench.sh

REPORTS=$PROJECT_ROOT/.test-reports/erpnext-suites
STOCK_SITE=workshop-crm-suites-stock.localhost
APP_SITE=workshop-crm-suites-app.localhost
DOCTYPES=("Customer" "Loyalty Program" "POS Closing Entry" "POS Invoice Merge Log" "POS Invoice" "Sales Invoice")

usage() {
	cat <<-TEXT
		./dev test --erpnext-suites [DOCTYPE...]   ERPNext's own tests without the app and with it, compared (an hour and more)

		DOCTYPE   of those whose suites are run: $(printf '"%s" ' "${DOCTYPES[@]}")
		It makes the sites $STOCK_SITE and $APP_SITE anew each time and drops them at the end; KEEP_SITES=1 keeps them.
	TEXT
}

drop_site() {
	! site_exists "$1" || quietly as_database_admin drop-site "$1" --force --no-backup
}

# ERPNext's tests set up a company of their own, so that no wizard is answered here.
make_suite_sites() {
	local dump=$BENCH/sites/$STOCK_SITE/copied.sql.gz
	find_database_admin
	drop_site "$STOCK_SITE"
	drop_site "$APP_SITE"
	say "making the site $STOCK_SITE with ERPNext (a few minutes)"
	quietly new_site "$STOCK_SITE" --install-app erpnext
	say "copying it to $APP_SITE"
	quietly save_site "$STOCK_SITE" "$dump"
	quietly new_site "$APP_SITE" --source_sql "$dump"
	use_site "$APP_SITE"
	prepare_for_tests "$STOCK_SITE"
	prepare_for_tests "$APP_SITE"
}

# ERPNext's test records link to a DocType of the app "payments": an empty one stands in for it on both sites.
prepare_for_tests() {
	quietly on_site "$1" set-config allow_tests 1
	quietly on_site "$1" execute frappe.client.insert --kwargs "{'doc': {
		'doctype': 'DocType', 'name': 'Payment Gateway', 'module': 'Accounts', 'custom': 1, 'autoname': 'field:gateway',
		'fields': [{'fieldname': 'gateway', 'label': 'Gateway', 'fieldtype': 'Data', 'unique': 1}],
		'permissions': [{'role': 'System Manager', 'read': 1}]}}"
}

# run_suites SITE FOLDER: a log for each DocType; what fails is read off them.
run_suites() {
	local doctype
	for doctype in "${DOCTYPES[@]}"; do
		say "tests: $doctype on $1"
		on_site "$1" run-tests --doctype "$doctype" >"$2/$doctype.log" 2>&1 || true
	done
}

clean_up_sites() {
	kill_runs
	[ -n "${KEEP_SITES:-}" ] || { drop_site "$STOCK_SITE" && drop_site "$APP_SITE"; } || true
	clean_up
}

RUNS=()
kill_runs() {
	local run
	for run in "${RUNS[@]}"; do mapfile -t programs < <(descendants "$run") && signal TERM "${programs[@]}"; done
	RUNS=()
}

answer_help "$@"
[[ ${1:-} != -* ]] || misuse "there is no option \"$1\"."
[ $# = 0 ] || DOCTYPES=("$@")
use_bench || fail "no bench found. BENCH_PATH names one; ./dev up makes one."
mkdir -p "$REPORTS/stock" "$REPORTS/app"
rm -f "$REPORTS"/*/*.log
trap clean_up_sites EXIT
trap 'exit 130' INT TERM
start_services
put_app_into_bench "$APP_SITE"
make_suite_sites
run_suites "$STOCK_SITE" "$REPORTS/stock" &
RUNS+=($!)
run_suites "$APP_SITE" "$REPORTS/app" &
RUNS+=($!)
wait "${RUNS[@]}"
RUNS=()
python3 scripts/compare_suites.py "$REPORTS/stock" "$REPORTS/app"
