# The bench: where it is and whose it is.

find_bench() {
	local candidate home_of_frappe
	if [ -n "${BENCH_PATH:-}" ]; then
		readlink -f "$BENCH_PATH"
		return
	fi
	home_of_frappe=$(getent passwd frappe | cut -d: -f6 || true)
	for candidate in "$HOME/frappe-bench" "${home_of_frappe:+$home_of_frappe/frappe-bench}"; do
		if [ -n "$candidate" ] && [ -z "$(missing_in_bench "$candidate")" ]; then
			readlink -f "$candidate"
			return
		fi
	done
	return 1
}

# Says what keeps a folder from being a bench with ERPNext; nothing when it is one.
missing_in_bench() {
	if [ ! -d "$1" ]; then
		echo "there is no such folder that $(id -un) can read"
	elif [ ! -f "$1/sites/apps.txt" ]; then
		echo "it has no sites/apps.txt, so it is no bench"
	elif [ ! -d "$1/apps/erpnext" ]; then
		echo "it has no apps/erpnext: bench get-app erpnext --branch version-15"
	fi
}

# A wrong BENCH_PATH is not replaced by another bench.
check_bench_path() {
	local missing
	[ -n "${BENCH_PATH:-}" ] || return 0
	missing=$(missing_in_bench "$BENCH_PATH")
	[ -z "$missing" ] ||
		fail "BENCH_PATH is $BENCH_PATH, but $missing. Mend BENCH_PATH, or unset it to use the bench of the usual place."
}

# use_bench: sets BENCH and OWNER; fails when BENCH_PATH names none, or when this user may not act as the bench's owner.
use_bench() {
	check_bench_path
	BENCH=$(find_bench) || return 1
	OWNER=$(stat -c %U "$BENCH")
	if [ "$OWNER" = root ]; then
		fail "the bench $BENCH belongs to root, and bench refuses to run as root. Give it to an ordinary user."
	fi
	[ "$OWNER" = "$(id -un)" ] || as_root true ||
		fail "the bench $BENCH belongs to $OWNER. Run this as $OWNER or as root."
}

# in_bench COMMAND...: runs it in the bench's folder, as its owner, with the owner's own environment.
in_bench() {
	local line
	line="cd $(printf %q "$BENCH") && export PYTHONUNBUFFERED=1 && $(printf '%q ' "$@")"
	if [ "$OWNER" = "$(id -un)" ]; then
		bash -lc "$line"
	else
		as_root runuser -l "$OWNER" -c "$line"
	fi
}

bench_setting() {
	in_bench env/bin/python -c '
import json, sys
print(json.load(open("sites/common_site_config.json")).get(sys.argv[1], sys.argv[2]))' "$1" "$2"
}
