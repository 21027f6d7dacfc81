# Sites of the bench that carry the app.

# shellcheck disable=SC2034 # the verbs use them
TEST_SITE=workshop-crm-test.localhost
DEMO_SITE=workshop-crm.localhost

site_exists() { in_bench test -f "sites/$1/site_config.json"; }

has_app() { in_bench bench --site "$1" list-apps 2>/dev/null | grep -q "^$2\b"; }

on_site() {
	local site=$1
	shift
	in_bench bench --site "$site" "$@"
}

make_site() {
	local site=$1
	find_database_admin
	say "making the site $site with ERPNext (a few minutes)"
	quietly new_site "$site" --install-app erpnext || fail "the site could not be made; the lines above say why."
	complete_setup_wizard "$site"
}

# new_site NAME OPTIONS...
new_site() {
	{ printf '%s\n' "${DATABASE_ADMIN[@]}" --admin-password "${ADMIN_PASSWORD:-admin}"; } |
		with_secrets new-site "$1" --mariadb-user-host-login-scope='%' "${@:2}"
}

# A company in Riyadh, so that the demo's riyals, VAT and cars fit.
complete_setup_wizard() {
	say "setting up a company on $1"
	quietly answer_setup_wizard "$1"
}

answer_setup_wizard() {
	local year answers
	year=$(date +%Y)
	answers="{'args': {'currency': 'SAR', 'country': 'Saudi Arabia', 'timezone': 'Asia/Riyadh', 'language': 'English',
		'company_name': 'Demo Workshop', 'company_abbr': 'DW', 'company_tagline': 'Vehicle workshop', 'industry': 'Service',
		'chart_of_accounts': 'Standard', 'fy_start_date': '$year-01-01', 'fy_end_date': '$year-12-31',
		'full_name': 'Workshop Owner', 'email': 'owner@example.com', 'password': '${ADMIN_PASSWORD:-admin}'}}"
	printf '%s\n' --kwargs "$(tr -d '\n\t' <<<"$answers")" |
		with_secrets --site "$1" execute frappe.desk.page.setup_wizard.setup_wizard.setup_complete
}

# fresh_site NAME: the site as it was before the app, so that a test run starts from nothing.
fresh_site() {
	local site=$1 snapshot versions
	versions=$(in_bench env/bin/python -c 'import frappe, erpnext; print(frappe.__version__, erpnext.__version__, sep="-")')
	snapshot=$BENCH/sites/$site/before-app-$versions.sql.gz
	find_database_admin
	if in_bench test -f "$snapshot"; then
		say "restoring $site to its state before the app"
		quietly as_database_admin --site "$site" --force restore "$snapshot"
	else
		if site_exists "$site"; then quietly as_database_admin drop-site "$site" --force --no-backup; fi
		make_site "$site"
		quietly save_site "$site" "$snapshot"
	fi
	in_bench rm -rf "sites/$site/private/workshop_crm"
}

save_site() { with_secrets --site "$1" backup --backup-path-db "$2" </dev/null; }

# use_site NAME: the site exists, has ERPNext and this checkout's app, and is migrated to it.
use_site() {
	local site=$1
	site_exists "$site" || make_site "$site"
	if has_app "$site" workshop_crm; then
		say "migrating $site"
		quietly on_site "$site" migrate
	else
		say "installing the app on $site"
		quietly on_site "$site" install-app workshop_crm
	fi
}

# demo_site NAME: the site with this checkout's app and a demo workshop on it.
demo_site() {
	put_app_into_bench "$1"
	use_site "$1"
	say "filling $1 with a demo workshop (kept when it is there already)"
	# It draws a bar of its own on a terminal.
	if [ -t 1 ]; then on_site "$1" workshop-crm demo; else quietly on_site "$1" workshop-crm demo; fi
}

# The words for the Administrator's log-in: a site made before may have another password.
login_of() {
	if admin_password_fits "$1"; then
		echo "Administrator / ${ADMIN_PASSWORD:-admin}"
	else
		echo "Administrator, with the password this site was given"
	fi
}

admin_password_fits() {
	with_password_check "$1" <<<"${ADMIN_PASSWORD:-admin}" 2>/dev/null
}

with_password_check() {
	in_bench env -C sites ../env/bin/python -c '
import sys, frappe
from frappe.utils.password import check_password
frappe.init(site=sys.argv[1])
frappe.connect()
check_password("Administrator", sys.stdin.readline().rstrip("\n"), delete_tracker_cache=False)' "$1" >/dev/null
}
