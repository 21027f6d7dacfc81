/**
 * Puts a screen into a place: `[data-screen]` is its root, `data-state` says "loading", "ready" or "error". The desk keeps pages it
 * has left in the document, so a screen inside a form has a name of its own, "profile_embedded".
 */

import { hostForEach, within } from "../host/within.js";
import { fill, h } from "../ui/dom.js";
import { closedNotice, failure, skeleton } from "../ui/states.js";
import { SCREENS } from "./registry.js";

/** Trying again would be refused again. */
const FORBIDDEN = 403;

/**
 * @param {HTMLElement} place its content is replaced
 * @param {string} name of the screen
 * @param {import("../host/types.js").Host} host
 * @param {Object} [params]
 * @returns {{ready: Promise<void>, end: () => void}} ready: the screen is drawn, or says why not; never, once it was left.
 *   end: takes the screen away, with everything it opened
 */
export function mountScreen(place, name, host, params = {}) {
	const life = host.life.child();
	const root = h("div", {
		class: "wcrm wcrm-screen",
		dir: host.direction,
		lang: host.language,
		data: { screen: params.form ? `${name}_embedded` : name },
	});
	fill(place, root);
	life.onEnd(() => root.remove());
	const attempt = hostForEach(within(host, life));
	const start = async () => {
		root.dataset.state = "loading";
		fill(root, h("div", { class: "wcrm-panel" }, skeleton(6)));
		try {
			await SCREENS[name].mount(root, attempt(), params);
			root.dataset.state = "ready";
		} catch (error) {
			root.dataset.state = "error";
			const isClosed = error.status === FORBIDDEN && !params.form;
			const notice = isClosed
				? closedNotice(SCREENS[name].title(), error.message)
				: failure(error, start);
			fill(root, h("div", { class: "wcrm-panel" }, notice));
			if (!error.status && error.name !== "CallError") throw error;
		}
	};
	return { ready: start(), end: () => life.end() };
}
