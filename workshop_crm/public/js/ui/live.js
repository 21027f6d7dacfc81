/** Keeps what is on screen fresh: by the server's event, every minute, and when the window comes back. */

const MINUTE = 60_000;
const SOON = 10_000;
/** Between two refreshes by events, however many come. */
const BETWEEN_EVENTS = 1_500;

/**
 * As long as the screen lasts.
 *
 * @param {import("../host/types.js").Host} host
 * @param {HTMLElement} root nothing is fetched while it is not visible
 * @param {string|string[]} events of the server
 * @param {() => Promise<void>} refresh
 */
export function keepFresh(host, root, events, refresh) {
	let last = Date.now();
	let hasMissed = false;
	const visible = () => !document.hidden && root.isConnected && root.offsetParent !== null;
	const run = () => {
		hasMissed = !visible();
		if (hasMissed) return;
		last = Date.now();
		refresh();
	};
	const comeBack = () => (hasMissed || Date.now() - last > SOON) && run();
	host.life.every(run, MINUTE);
	host.life.listen(document, "visibilitychange", comeBack);
	const soon = together(host.life, run);
	for (const event of [events].flat()) host.listen(event, soon);
}

/**
 * Runs at once, and once more for all that happens within a moment after that.
 *
 * @param {import("./lifetime.js").Lifetime} life
 * @param {() => void} run
 */
function together(life, run) {
	let isWaiting = false;
	let last = 0;
	return () => {
		if (isWaiting || life.isOver) return;
		isWaiting = true;
		life.after(
			() => {
				isWaiting = false;
				last = Date.now();
				run();
			},
			Math.max(0, last + BETWEEN_EVENTS - Date.now()),
		);
	};
}
