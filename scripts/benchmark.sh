# ./dev benchmark NAME [options]: one benchmark; its last line is one JSON object.
set -euo pipefail
cd "$PROJECT_ROOT"
. scripts/lib/on_bench.sh
. scripts/lib/python.sh

BENCHMARK_SITE=workshop-crm-benchmark.localhost
STOCK_SITE=workshop-crm-stock.localhost
SUBMIT_SITE=workshop-crm-submit.localhost

names() { printf '%s\n' benchmarks/[a-z]*.py benchmarks/*/__main__.py | cut -d/ -f2 | sed 's/\.py$//' | sort | paste -sd' '; }

is_benchmark() { [ -n "$1" ] && { [ -f "benchmarks/$1.py" ] || [ -f "benchmarks/$1/__main__.py" ]; }; }

# What is measured on ERPNext needs a bench and the site for measurements.
use_benchmark_site() {
	use_bench || fail "no bench found. BENCH_PATH names one; ./dev up makes one."
	export BENCH OWNER
	trap clean_up EXIT
	trap 'exit 130' INT TERM
	start_services
}

# Served as in production, and left alone by the bench's scheduler.
make_benchmark_site() {
	if site_exists "$BENCHMARK_SITE"; then
		quietly in_bench env -C sites PYTHONPATH=../apps/workshop_crm \
			../env/bin/python -m benchmarks.profile.site "$BENCHMARK_SITE" list-app
	fi
	use_site "$BENCHMARK_SITE"
	quietly on_site "$BENCHMARK_SITE" set-config -p developer_mode 0
	quietly on_site "$BENCHMARK_SITE" set-config -p pause_scheduler 1
}

# Two sites with the same company: ERPNext alone, and with the app.
make_submit_sites() {
	site_exists "$STOCK_SITE" || make_site "$STOCK_SITE"
	site_exists "$SUBMIT_SITE" || copy_site "$STOCK_SITE" "$SUBMIT_SITE"
	use_site "$SUBMIT_SITE"
}

copy_site() {
	local dump=$BENCH/sites/$1/copied.sql.gz
	find_database_admin
	say "copying the site $1 to $2"
	quietly save_site "$1" "$dump"
	quietly new_site "$2" --source_sql "$dump"
	in_bench rm -f "$dump"
}

usage() {
	cat <<-TEXT
		./dev benchmark NAME [options]   one benchmark; its last line is one JSON object

		NAME   $(names)
		./dev benchmark NAME --help says what it takes. profile, pages, submit, loyalty and surveys --erpnext need a bench and make
		sites of their own there; dashboard uses one where it is. search needs --names FILE.
	TEXT
}

name=${1:-}
[[ $name == [a-z]* ]] || answer_help "$@"
is_benchmark "$name" || misuse "benchmark which? There are: $(names)"
shift
case "$name ${*}" in
	*" --help"* | *" -h"*) ;;
	profile* | pages*)
		use_benchmark_site
		put_app_into_bench "$BENCHMARK_SITE"
		make_benchmark_site
		;;
	dashboard*--preview* | dashboard*--rows*) ;;
	dashboard*)
		if use_bench; then
			use_benchmark_site
			put_app_into_bench "$BENCHMARK_SITE"
			make_benchmark_site
		else
			say "no bench found: measuring the preview"
		fi
		;;
	submit* | loyalty*)
		use_benchmark_site
		put_app_into_bench "$SUBMIT_SITE"
		make_submit_sites
		in_bench env -C sites PYTHONPATH=../apps/workshop_crm ../env/bin/python -m "benchmarks.$name" \
			"$STOCK_SITE" "$SUBMIT_SITE" "$@"
		exit
		;;
	surveys*--erpnext*)
		use_benchmark_site
		put_app_into_bench "$BENCHMARK_SITE"
		make_benchmark_site
		in_bench env -C sites PYTHONPATH=../apps/workshop_crm ../env/bin/python -m benchmarks.surveys.on_site \
			"$BENCHMARK_SITE" "$@"
		exit
		;;
	search*--peer*)
		use_benchmark_site
		site_exists "$BENCHMARK_SITE" || fail "the site for measurements is missing: ./dev benchmark profile makes it."
		;;
esac
use_python dev
python -m "benchmarks.$name" "$@"
