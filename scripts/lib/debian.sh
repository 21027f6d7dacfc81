# Debian packages, where this user may install them.

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
		sudo "$@"
	else
		return 1
	fi
}

may_install() { command -v apt-get >/dev/null && as_root true; }

# install_packages NAME...: 0 when all are there afterwards.
install_packages() {
	local missing=() name
	for name in "$@"; do
		dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
	done
	[ ${#missing[@]} = 0 ] && return 0
	may_install || return 1
	say "installing Debian packages: ${missing[*]}"
	# A fresh machine has no package list, and an old one may name versions that are gone.
	quietly as_root apt-get update -qq || true
	quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}
