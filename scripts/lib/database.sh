# Who makes databases for the bench.

# The options that let bench make one; none where the bench's own settings know the password.
DATABASE_ADMIN=()
MADE_ADMIN=

find_database_admin() {
	local password
	if [ ${#DATABASE_ADMIN[@]} != 0 ] || [ -n "$(bench_setting root_password "")" ]; then return; fi
	for password in "${MARIADB_ROOT_PASSWORD:-}" root; do
		if [ -n "$password" ] && is_root_password "$password"; then
			name_database_admin root "$password"
			return
		fi
	done
	as_root mariadb -e 'select 1' >/dev/null 2>&1 ||
		fail "MariaDB's root password is unknown: set MARIADB_ROOT_PASSWORD."
	make_database_admin
}

name_database_admin() { DATABASE_ADMIN=(--mariadb-root-username "$1" --mariadb-root-password "$2"); }

# A password is never an argument: every user of the machine can read those.
is_root_password() {
	MYSQL_PWD=$1 mariadb -h "$(bench_setting db_host 127.0.0.1)" -P "$(database_port)" -u root -e 'select 1' >/dev/null 2>&1
}

# An administrator for this run alone.
make_database_admin() {
	local password user=workshop_crm_dev_$$
	password=$(head -c 18 /dev/urandom | base64 | tr -d '/+')
	as_root mariadb <<-SQL
		create or replace user $user@localhost identified by '$password';
		grant all privileges on *.* to $user@localhost with grant option;
		create or replace user $user@127.0.0.1 identified by '$password';
		grant all privileges on *.* to $user@127.0.0.1 with grant option;
	SQL
	MADE_ADMIN=$user
	name_database_admin "$user" "$password"
}

forget_database_admin() {
	[ -n "$MADE_ADMIN" ] || return 0
	as_root mariadb <<<"drop user $MADE_ADMIN@localhost, $MADE_ADMIN@127.0.0.1" >/dev/null 2>&1 || true
	MADE_ADMIN=
}

# with_secrets COMMAND...: a command of Frappe; further arguments come from standard input, one a line.
with_secrets() {
	in_bench env -C sites ../env/bin/python -c "$(cat scripts/lib/frappe_command.py)" "$@"
}

# as_database_admin COMMAND...: a command that makes, restores or drops a site's database, once find_database_admin was called.
# Further arguments may come from standard input here, too.
as_database_admin() {
	{ [ ${#DATABASE_ADMIN[@]} = 0 ] || printf '%s\n' "${DATABASE_ADMIN[@]}"; } | with_secrets "$@"
}
