# The bench: where it is, whose it is, and how this checkout gets into it.

find_bench() {
	local candidate home_of_frappe
	home_of_frappe=$(getent passwd frappe | cut -d: -f6 || true)
	for candidate in "${BENCH_PATH:-}" "$HOME/frappe-bench" "${home_of_frappe:+$home_of_frappe/frappe-bench}"; do
		if [ -n "$candidate" ] && [ -f "$candidate/sites/apps.txt" ] && [ -d "$candidate/apps/erpnext" ]; then
			readlink -f "$candidate"
			return
		fi
	done
	return 1
}

# use_bench: sets BENCH and OWNER; fails when this user may not act as the bench's owner.
use_bench() {
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
	line="cd $(printf %q "$BENCH") && $(printf '%q ' "$@")"
	if [ "$OWNER" = "$(id -un)" ]; then
		bash -lc "$line"
	else
		as_root runuser -l "$OWNER" -c "$line"
	fi
}

# Like in_bench, in a process group of its own that stop_background ends.
BACKGROUND=()
in_bench_background() {
	local log=$1
	shift
	setsid bash -c '
		line=$1; owner=$2
		if [ "$owner" = "$(id -un)" ]; then exec bash -lc "$line"; fi
		if [ "$(id -u)" = 0 ]; then exec runuser -l "$owner" -c "$line"; fi
		exec sudo runuser -l "$owner" -c "$line"
	' _ "cd $(printf %q "$BENCH") && exec $(printf '%q ' "$@")" "$OWNER" >"$log" 2>&1 </dev/null &
	BACKGROUND+=($!)
}

stop_background() {
	local leader child
	for leader in "${BACKGROUND[@]}"; do
		# runuser -l opens a session of its own, so the group of our child is not enough.
		for child in $(descendants "$leader"); do as_root kill "$child" 2>/dev/null || kill "$child" 2>/dev/null || true; done
	done
	BACKGROUND=()
}

descendants() {
	local child
	for child in $(ps -o pid= --ppid "$1"); do descendants "$child"; done
	echo "$1"
}

# Copies the files of this checkout into the bench, unless the checkout is the bench's own app folder.
copy_app() {
	local target=$BENCH/apps/workshop_crm
	if [ "$(readlink -f "$target")" = "$PROJECT_ROOT" ]; then return; fi
	if [ -e "$target" ] && [ ! -f "$target/.copied-by-dev" ] && [ -e "$target/.git" ]; then
		fail "$target is a checkout of its own; it is left as it is. Move it away, or run ./dev from there."
	fi
	say "copying this checkout into $target"
	in_bench rm -rf apps/.workshop_crm.new
	in_bench mkdir apps/.workshop_crm.new
	git -c safe.directory="$PROJECT_ROOT" ls-files -z --cached --others --exclude-standard |
		while IFS= read -r -d '' file; do if [ -e "$file" ]; then printf '%s\0' "$file"; fi; done |
		tar --null -T - -cf - | in_bench tar -xf - -C apps/.workshop_crm.new
	in_bench touch apps/.workshop_crm.new/.copied-by-dev
	in_bench bash -ec '
		if [ -d apps/workshop_crm/workshop_crm/public/dist ]; then
			cp -r apps/workshop_crm/workshop_crm/public/dist apps/.workshop_crm.new/workshop_crm/public/dist
		fi
		rm -rf apps/workshop_crm && mv apps/.workshop_crm.new apps/workshop_crm
		sed -i -e "\$a\\" sites/apps.txt
		grep -qx workshop_crm sites/apps.txt || echo workshop_crm >>sites/apps.txt
	'
}

# install_python_packages: the app's own dependencies, again only when pyproject.toml changed.
install_app_packages() {
	local want
	want=$(sha256sum "$PROJECT_ROOT/pyproject.toml" | cut -d' ' -f1)
	in_bench bash -c "[ \"\$(cat env/.workshop_crm-installed 2>/dev/null)\" = $want ]" && return
	say "installing the app's Python packages into the bench"
	quietly in_bench bash -c '
		if env/bin/python -m pip --version >/dev/null 2>&1; then env/bin/python -m pip install -q -e apps/workshop_crm
		else uv pip install -q --python env/bin/python -e apps/workshop_crm; fi'
	in_bench bash -c "echo $want >env/.workshop_crm-installed"
}

build_assets() {
	say "building the app's assets"
	quietly in_bench bench build --app workshop_crm
}

put_app_into_bench() {
	copy_app
	install_app_packages
	build_assets
}
