# Node.js and the tools of scripts/node: they check and test the app's JavaScript and CSS.

NODE_TOOLS=$PROJECT_ROOT/scripts/node
# shellcheck disable=SC2034 # the verbs use it
NODE_BIN=$NODE_TOOLS/node_modules/.bin

# use_node: 0 when Node.js and the pinned tools are there; again only when their versions changed.
use_node() {
	local stamp=$NODE_TOOLS/node_modules/.installed want
	command -v npm >/dev/null || install_packages nodejs npm || return 1
	want=$(sha256sum "$NODE_TOOLS/package-lock.json" | cut -d' ' -f1)
	[ "$(cat "$stamp" 2>/dev/null)" = "$want" ] && return
	say "installing the JavaScript tools into scripts/node/node_modules"
	quietly npm ci --prefix "$NODE_TOOLS" --no-audit --no-fund || return 1
	echo "$want" >"$stamp"
}
