/** The shortcut where no desk keeps a list of them. */

/**
 * @param {() => void} open
 */
export function onSearchShortcut(open) {
	document.addEventListener("keydown", (event) => {
		// The place of the key, because in an Arabic layout it writes another letter.
		if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.altKey || event.code !== "KeyF") return;
		event.preventDefault();
		open();
	});
}
