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

name=${1:-}
[ -n "$name" ] && { [ -f "benchmarks/$name.py" ] || [ -f "benchmarks/$name/__main__.py" ]; } ||
	fail "benchmark which? There are: $(names)"
shift
case "$name ${*}" in
	profile*)
		use_benchmark_site
		put_app_into_bench
		use_site "$BENCHMARK_SITE"
		;;
	search*--peer*)
		use_benchmark_site
		site_exists "$BENCHMARK_SITE" || fail "the site for measurements is missing: ./dev benchmark profile makes it."
		;;
esac
use_python dev
python -m "benchmarks.$name" "$@"
