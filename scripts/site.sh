# ./dev site [NAME]: this checkout's app on a site of the bench, with a demo workshop.
set -euo pipefail
cd "$PROJECT_ROOT"
. scripts/lib/on_bench.sh

usage() {
	cat <<-TEXT
		./dev site [NAME]     put this checkout on a site of the bench, with a demo workshop

		NAME             the site; $DEMO_SITE otherwise. It is made, with ERPNext and a company, when it is not there.
		BENCH_PATH       the bench; otherwise frappe-bench in your home or in the home of the user "frappe"
		ADMIN_PASSWORD   the Administrator's password of a new site; "admin" otherwise
		REPLACE_APP=1    replaces an app in the bench that ./dev did not put there, or that was changed since

		All sites of a bench share its apps: every other site with the app runs this checkout, too.
	TEXT
}

answer_help "$@"
site=${1:-$DEMO_SITE}
take_site_name "$site"
take_no_more "${@:2}"

use_bench || fail "no bench found. BENCH_PATH names one; ./dev up makes one."
trap clean_up EXIT
trap 'exit 130' INT TERM
start_services
demo_site "$site"
say "$site is ready: $(site_address "$site" 8000)  ($(login_of "$site"))"
say "start it with: ./dev up$([ "$site" = "$DEMO_SITE" ] || echo " $site")"
