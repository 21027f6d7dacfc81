/** Keeps what is on screen fresh: by the server's event, every minute, and when the window comes back. */

const MINUTE = 60_000;
const SOON = 10_000;

/**
 * As long as the screen lasts.
 *
 * @param {import("../host/types.js").Host} host
 * @param {HTMLElement} root nothing is fetched while it is not visible
 * @param {string} event of the server
 * @param {() => Promise<void>} refresh
 */
export function keepFresh(host, root, event, refresh) {
	let last = Date.now();
	const visible = () => !document.hidden && root.isConnected && root.offsetParent !== null;
	const run = () => {
		if (!visible()) return;
		last = Date.now();
		refresh();
	};
	const comeBack = () => Date.now() - last > SOON && run();
	host.life.every(run, MINUTE);
	host.life.listen(document, "visibilitychange", comeBack);
	host.listen(event, run);
}
