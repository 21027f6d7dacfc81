/**
 * Puts a screen into a place: `[data-screen]` is its root, `data-state` says "loading", "ready" or "error". The desk keeps pages it
 * has left in the document, so a screen inside a form has a name of its own, "profile_embedded".
 */

import { fill, h } from "../ui/dom.js";
import { failure, skeleton } from "../ui/states.js";
import { SCREENS } from "./registry.js";

/**
 * @param {HTMLElement} place its content is replaced
 * @param {string} name of the screen
 * @param {import("../host/types.js").Host} host
 * @param {Object} [params]
 * @returns {Promise<() => void>} takes the screen away again
 */
export async function mountScreen(place, name, host, params = {}) {
	const root = h("div", {
		class: "wcrm wcrm-screen",
		dir: host.direction,
		lang: host.language,
		data: { screen: params.form ? `${name}_embedded` : name },
	});
	fill(place, root);
	let end = null;
	let gone = false;
	const start = async () => {
		root.dataset.state = "loading";
		fill(root, h("div", { class: "wcrm-panel" }, skeleton(6)));
		try {
			end = await SCREENS[name].mount(root, host, params);
			root.dataset.state = "ready";
			if (gone) end?.();
		} catch (error) {
			root.dataset.state = "error";
			fill(root, h("div", { class: "wcrm-panel" }, failure(error, start)));
			if (!error.status && error.name !== "CallError") throw error;
		}
	};
	await start();
	return () => {
		gone = true;
		end?.();
		root.remove();
	};
}
