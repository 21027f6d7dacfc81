# ./dev benchmark NAME [options]: one benchmark; its last line is one JSON object.
set -euo pipefail
cd "$PROJECT_ROOT"
for part in say debian python bench services site; do . "scripts/lib/$part.sh"; done

BENCHMARK_SITE=workshop-crm-benchmark.localhost

names() { printf '%s\n' benchmarks/[a-z]*.py benchmarks/*/__main__.py | cut -d/ -f2 | sed 's/\.py$//' | sort | paste -sd' '; }

# What is measured on ERPNext needs a bench and the site for measurements.
use_benchmark_site() {
	use_bench || fail "no bench found. BENCH_PATH names it; README.md says how to make one."
	export BENCH OWNER
	trap stop_services EXIT
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

name=${1:-}
[ -n "$name" ] && { [ -f "benchmarks/$name.py" ] || [ -f "benchmarks/$name/__main__.py" ]; } ||
	fail "benchmark which? There are: $(names)"
shift
case "$name ${*}" in
	profile*)
		use_benchmark_site
		put_app_into_bench
		make_benchmark_site
		;;
	search*--peer*)
		use_benchmark_site
		site_exists "$BENCHMARK_SITE" || fail "the site for measurements is missing: ./dev benchmark profile makes it."
		;;
esac
use_python dev
python -m "benchmarks.$name" "$@"
