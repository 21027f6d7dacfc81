/** A line below an input that says, a moment after the last key, what the server reads in what was typed. */

import { hostForEach } from "../../host/within.js";
import { fill, h } from "../../ui/dom.js";

const PAUSE_MILLISECONDS = 250;

/** @typedef {{element: HTMLElement, follow: (input: HTMLInputElement) => void, again: () => Promise<void>}} TypedReading */

/**
 * @param {import("../../host/types.js").Host} host
 * @param {{ask: (host: import("../../host/types.js").Host, text: string) => Promise<Object>, draw: (answer: Object) => *,
 *   drawRefusal: (error: Error) => *}} options
 * @returns {TypedReading} `again` asks once more about what stands in the input
 */
export function typedReading(host, { ask, draw, drawRefusal }) {
	const element = h("div", { class: "wcrm-reading", "aria-live": "polite" });
	const hostForQuestion = hostForEach(host);
	/** @type {?HTMLInputElement} */
	let input = null;

	async function again() {
		const own = hostForQuestion();
		const text = input?.value.trim();
		fill(element, text ? await read(own, text) : null);
	}

	async function read(own, text) {
		try {
			return draw(await ask(own, text));
		} catch (error) {
			return drawRefusal(error);
		}
	}

	/** @param {HTMLInputElement} followed */
	function follow(followed) {
		input = followed;
		const typing = host.life.pause(again, PAUSE_MILLISECONDS);
		host.life.listen(followed, "input", typing.later);
		again();
	}

	return { element, follow, again };
}
