# ./dev site [NAME]: this checkout's app on a site of the bench, with a demo workshop.
set -euo pipefail
cd "$PROJECT_ROOT"
for part in say debian bench services site; do . "scripts/lib/$part.sh"; done

site=${1:-$DEMO_SITE}
use_bench || fail "no bench found. BENCH_PATH names it; README.md says how to make one."
trap 'stop_background; stop_services' EXIT
start_services
put_app_into_bench
use_site "$site"
say "filling $site with a demo workshop (kept when it is there already)"
on_site "$site" workshop-crm demo
