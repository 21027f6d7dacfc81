/** The shortcut where no desk keeps a list of them. */

/**
 * @param {import("../../host/types.js").Host} host
 * @param {() => void} open
 */
export function onSearchShortcut(host, open) {
	host.life.listen(document, "keydown", (event) => {
		// The place of the key, because in an Arabic layout it writes another letter.
		if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.altKey || event.code !== "KeyF")
			return;
		event.preventDefault();
		open();
	});
}
