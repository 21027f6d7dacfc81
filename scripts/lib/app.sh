# How this checkout gets into the bench.

MARK=.copied-by-dev
# Checksums of a copy's files, without what programs generate there.
SUMS="find . -type f -not -path '*/__pycache__/*' -not -path '*/node_modules/*' -not -path './workshop_crm/public/dist/*' \
	-not -path '*.egg-info/*' -not -path './.*_cache/*' -not -path './.git/*' -not -path './.hypothesis/*' -not -name $MARK -print0 |
	LC_ALL=C sort -z | xargs -0 sha256sum"

# put_app_into_bench SITE...: the app's files, packages and assets; SITEs are those that are then brought up to date.
put_app_into_bench() {
	copy_app "$@"
	install_app_packages
	build_assets
}

# Copies the files of this checkout into the bench, unless the checkout is the bench's own app folder.
copy_app() {
	local target=$BENCH/apps/workshop_crm
	if [ "$(readlink -f "$target")" = "$PROJECT_ROOT" ]; then return; fi
	keep_foreign_app "$target"
	say_who_gets_the_app "$@"
	say "copying this checkout into $target"
	in_bench rm -rf apps/.workshop_crm.new
	in_bench mkdir apps/.workshop_crm.new
	checkout_files | tar --null -T - -cf - | in_bench tar -xf - -C apps/.workshop_crm.new
	in_bench bash -c "cd apps/.workshop_crm.new && { $SUMS; } >../.workshop_crm.mark && mv ../.workshop_crm.mark $MARK"
	# shellcheck disable=SC2016 # the inner shell expands it
	in_bench bash -ec '
		if [ -d apps/workshop_crm/workshop_crm/public/dist ]; then
			cp -r apps/workshop_crm/workshop_crm/public/dist apps/.workshop_crm.new/workshop_crm/public/dist
		fi
		rm -rf apps/workshop_crm && mv apps/.workshop_crm.new apps/workshop_crm
		sed -i -e "\$a\\" sites/apps.txt
		grep -qx workshop_crm sites/apps.txt || echo workshop_crm >>sites/apps.txt
	'
}

checkout_files() {
	git -c safe.directory="$PROJECT_ROOT" ls-files -z --cached --others --exclude-standard |
		while IFS= read -r -d '' file; do if [ -e "$file" ]; then printf '%s\0' "$file"; fi; done
}

# What somebody else put there, or has changed since, is not overwritten unasked.
keep_foreign_app() {
	local reason
	reason=$(foreign_in_app "$1")
	[ -n "$reason" ] || return 0
	[ -n "${REPLACE_APP:-}" ] || fail "$1 is left as it is: $reason.
     Run ./dev from there, move it away, or set REPLACE_APP=1: what is there now is then kept in the bench's archived/apps."
	archive_app
}

# foreign_in_app APP: why the bench's app is not ours to replace; nothing when it is, or is this checkout.
foreign_in_app() {
	local changed
	[ -e "$1" ] || [ -L "$1" ] || return 0
	[ "$(readlink -f "$1")" != "$PROJECT_ROOT" ] || return 0
	if [ -L "$1" ]; then
		echo "it is a link to $(readlink -f "$1")"
	elif [ ! -f "$1/$MARK" ]; then
		echo "./dev did not put it there"
	elif [ -s "$1/$MARK" ]; then
		changed=$(changed_in_app)
		[ -z "$changed" ] || echo "it was changed since ./dev copied it ($(head -n 5 <<<"$changed" | paste -sd' ')$([ "$(wc -l <<<"$changed")" -le 5 ] || echo ' ...'))"
	fi
}

# The names of files that are new, gone or different in the bench's copy.
changed_in_app() {
	in_bench bash -c "cd apps/workshop_crm && { $SUMS; } | diff $MARK -" | sed -nE 's/^[<>] [0-9a-f]{64}  (\.\/)?//p' | sort -u
}

archive_app() {
	local kept
	kept=archived/apps/workshop_crm-$(date +%Y%m%d-%H%M%S)
	say "keeping the bench's present app as $BENCH/$kept"
	in_bench bash -ec "mkdir -p archived/apps && mv apps/workshop_crm $kept"
}

# All sites of a bench run the same files of an app.
say_who_gets_the_app() {
	local site others=()
	while IFS= read -r site; do
		[[ " $* " == *" $site "* ]] || others+=("$site")
	done < <(sites_with_app)
	[ ${#others[@]} = 0 ] ||
		say "all sites of the bench $BENCH share its apps. These run this checkout from now on, too, and need \"bench --site NAME migrate\": ${others[*]}"
}

sites_with_app() {
	in_bench env -C sites ../env/bin/python - <<-'PYTHON' 2>/dev/null || true
		import os, frappe
		for site in sorted(os.listdir(".")):
		    if not os.path.isfile(f"{site}/site_config.json"):
		        continue
		    try:
		        frappe.init(site=site)
		        frappe.connect()
		        if "workshop_crm" in frappe.get_installed_apps():
		            print(site)
		    except Exception:
		        print(site)
		    finally:
		        frappe.destroy()
	PYTHON
}

# The app's own dependencies, again only when pyproject.toml changed.
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

# The app's bundles, and those of Frappe and ERPNext where nobody ever built them: without them the desk has no styles.
build_assets() {
	local app
	for app in frappe erpnext; do
		assets_are_built "$app" || build_assets_of "$app" "the bench has no assets of $app yet: building them (a few minutes)"
	done
	app_is_built || build_app_assets
}

build_assets_of() {
	say "$2"
	quietly in_bench bench build --app "$1" ||
		fail "the assets of $1 could not be built, and the desk would have no styles; the lines above say why."
}

assets_are_built() {
	in_bench env/bin/python - "$1" <<-'PYTHON'
		import json, os, sys
		try:
		    paths = json.load(open("sites/assets/assets.json")).values()
		except (OSError, ValueError):
		    paths = []
		own = [path for path in paths if path.startswith(f"/assets/{sys.argv[1]}/")]
		sys.exit(not own or not all(os.path.exists("sites" + path) for path in own))
	PYTHON
}

app_is_built() {
	assets_are_built workshop_crm &&
		[ "$(in_bench bash -c 'cat apps/workshop_crm/workshop_crm/public/dist/.built-from 2>/dev/null')" = "$(built_from)" ]
}

build_app_assets() {
	build_assets_of workshop_crm "building the app's assets"
	in_bench bash -c "echo $(built_from) >apps/workshop_crm/workshop_crm/public/dist/.built-from"
}

# What the bundles and the compiled translations are made of.
built_from() {
	in_bench bash -c '
		cd apps/workshop_crm/workshop_crm
		find public locale -type f -not -path "public/dist/*" -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -d" " -f1'
}
