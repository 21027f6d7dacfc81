# A bench of the upstream releases, where their repositories can be reached.

UPSTREAM=https://github.com/frappe

can_clone_frappe() {
	command -v git >/dev/null || return 1
	GIT_TERMINAL_PROMPT=0 timeout 15 git ls-remote --exit-code "$UPSTREAM/frappe" version-15 >/dev/null 2>&1
}

# bench refuses to run as root, so root gets a user "frappe" for it.
bench_user() { if [ "$(id -u)" = 0 ]; then echo frappe; else id -un; fi; }

as_bench_user() {
	if [ "$(id -un)" = "$OWNER" ]; then bash -lc "$1"; else runuser -l "$OWNER" -c "$1"; fi
}

make_bench() {
	OWNER=$(bench_user)
	install_packages mariadb-server redis-server libmariadb-dev pkg-config build-essential cron git \
		python3-dev python3-venv nodejs npm wkhtmltopdf chromium fonts-noto-core ||
		fail "a bench needs Debian packages that this user may not install; run ./dev up as root, or set BENCH_PATH."
	id "$OWNER" >/dev/null 2>&1 || useradd --create-home --shell /bin/bash "$OWNER"
	command -v yarn >/dev/null || quietly as_root npm install --global yarn@1.22
	as_root tee /etc/mysql/mariadb.conf.d/60-frappe.cnf >/dev/null <<-'CNF'
		[mysqld]
		character-set-server = utf8mb4
		collation-server = utf8mb4_unicode_ci
	CNF
	quietly as_root service mariadb restart
	say "making a bench of Frappe 15 and ERPNext 15 in the home of $OWNER (ten minutes or so)"
	quietly as_bench_user "
		set -e
		python3 -m venv ~/.bench-cli
		~/.bench-cli/bin/pip install -q frappe-bench
		export PATH=~/.bench-cli/bin:\$PATH
		bench init --frappe-branch version-15 --python python3 ~/frappe-bench
		cd ~/frappe-bench
		bench get-app --branch version-15 $UPSTREAM/erpnext" ||
		fail "the bench could not be made; the lines above say why. ./dev preview needs none."
	as_root ln -sf "$(as_bench_user 'echo ~')/.bench-cli/bin/bench" /usr/local/bin/bench
}
