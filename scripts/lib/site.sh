# Sites of the bench that carry the app.

TEST_SITE=workshop-crm-test.localhost
DEMO_SITE=workshop-crm.localhost

# The options that let bench make a database: the bench's own setting, the environment, the socket, or Frappe's usual one.
database_admin_options() {
	local password
	if [ -n "$(bench_setting root_password "")" ]; then return; fi
	for password in "${MARIADB_ROOT_PASSWORD:-}" root; do
		if [ -n "$password" ] && mariadb -h 127.0.0.1 -u root "-p$password" -e 'select 1' >/dev/null 2>&1; then
			printf '%s\n' --mariadb-root-username root --mariadb-root-password "$password"
			return
		fi
	done
	if as_root mariadb -e 'select 1' >/dev/null 2>&1; then
		password=$(head -c 18 /dev/urandom | base64 | tr -d '/+')
		as_root mariadb -e "
			create or replace user workshop_crm_dev@localhost identified by '$password';
			grant all privileges on *.* to workshop_crm_dev@localhost with grant option;
			create or replace user workshop_crm_dev@127.0.0.1 identified by '$password';
			grant all privileges on *.* to workshop_crm_dev@127.0.0.1 with grant option;"
		printf '%s\n' --mariadb-root-username workshop_crm_dev --mariadb-root-password "$password"
		return
	fi
	fail "MariaDB's root password is unknown: set MARIADB_ROOT_PASSWORD."
}

site_exists() { in_bench test -f "sites/$1/site_config.json"; }

has_app() { in_bench bench --site "$1" list-apps 2>/dev/null | grep -q "^$2\b"; }

on_site() {
	local site=$1
	shift
	in_bench bench --site "$site" "$@"
}

make_site() {
	local site=$1 admin
	mapfile -t admin < <(database_admin_options)
	say "making the site $site with ERPNext (a few minutes)"
	quietly in_bench bench new-site "$site" --admin-password "${ADMIN_PASSWORD:-admin}" \
		--mariadb-user-host-login-scope='%' "${admin[@]}" --install-app erpnext ||
		fail "the site could not be made; the lines above say why."
	complete_setup_wizard "$site"
}

# A company in Riyadh, so that the demo's riyals, VAT and cars fit.
complete_setup_wizard() {
	local year answers
	year=$(date +%Y)
	answers="{'args': {'currency': 'SAR', 'country': 'Saudi Arabia', 'timezone': 'Asia/Riyadh', 'language': 'English',
		'company_name': 'Demo Workshop', 'company_abbr': 'DW', 'company_tagline': 'Vehicle workshop', 'industry': 'Service',
		'chart_of_accounts': 'Standard', 'fy_start_date': '$year-01-01', 'fy_end_date': '$year-12-31',
		'full_name': 'Workshop Owner', 'email': 'owner@example.com', 'password': '${ADMIN_PASSWORD:-admin}'}}"
	quietly on_site "$1" execute frappe.desk.page.setup_wizard.setup_wizard.setup_complete \
		--kwargs "$(tr -d '\n\t' <<<"$answers")"
}

# fresh_site NAME: the site as it was before the app, so that a test run starts from nothing.
fresh_site() {
	local site=$1 admin snapshot versions
	versions=$(in_bench env/bin/python -c 'import frappe, erpnext; print(frappe.__version__, erpnext.__version__, sep="-")')
	snapshot=$BENCH/sites/$site/before-app-$versions.sql.gz
	mapfile -t admin < <(database_admin_options)
	if in_bench test -f "$snapshot"; then
		say "restoring $site to its state before the app"
		quietly on_site "$site" --force restore "$snapshot" "${admin[@]}"
	else
		if site_exists "$site"; then quietly in_bench bench drop-site "$site" --force --no-backup "${admin[@]}"; fi
		make_site "$site"
		quietly on_site "$site" backup --backup-path-db "$snapshot"
	fi
	in_bench rm -rf "sites/$site/private/workshop_crm"
}

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

# serve_site SITE PORT: answers on 127.0.0.1:PORT for any Host, with a worker beside it.
serve_site() {
	local site=$1 port=$2 logs
	logs=$(mktemp -d)
	in_bench_background "$logs/web.log" env DEV_SERVER="${DEV_SERVER:-0}" bench --site "$site" serve --port "$port" --noreload
	in_bench_background "$logs/worker.log" bench worker --queue short,default,long
	wait_for_port "$port" "the site $site; see $logs"
	SITE_LOGS=$logs
}
