/** Which rows of a long list are chosen: some by their keys, or all that its filters name. */

import { button } from "./button.js";
import { h } from "./dom.js";

export class ChosenRows {
	/** @param {() => void} onChange */
	constructor(onChange) {
		this.onChange = onChange;
		/** @type {Set<string>} */
		this.keys = new Set();
		/** Whether all rows are chosen, those that are not loaded among them. */
		this.all = false;
	}

	/** How many, of `total`. @param {number} total */
	count(total) {
		return this.all ? total : this.keys.size;
	}

	has(key) {
		return this.all || this.keys.has(key);
	}

	/** @param {string[]} keys @param {boolean} on */
	choose(keys, on) {
		this.all = false;
		for (const key of keys) on ? this.keys.add(key) : this.keys.delete(key);
		this.onChange();
	}

	chooseAll() {
		this.all = true;
		this.keys.clear();
		this.onChange();
	}

	clear() {
		this.all = false;
		this.keys.clear();
		this.onChange();
	}
}

/**
 * A check box of one row.
 *
 * @param {ChosenRows} chosen
 * @param {string} key
 * @param {string} label whom or what the row is about
 * @param {string[]} shown keys of all loaded rows: what "all" stood for once one of them is taken out
 */
export function rowBox(chosen, key, label, shown) {
	const box = /** @type {HTMLInputElement} */ (
		h("input", { type: "checkbox", class: "wcrm-row-box", checked: chosen.has(key), "aria-label": label })
	);
	box.addEventListener("change", () => {
		if (chosen.all) chosen.choose(shown, true);
		chosen.choose([key], box.checked);
	});
	box.dataset.choose = key;
	return box;
}

/**
 * Above a list: choose what is shown or all of it, how many are chosen, and what can be done with them.
 *
 * @param {import("../host/types.js").Host} host
 * @param {ChosenRows} chosen
 * @param {string[]} shown keys of the loaded rows
 * @param {number} total
 * @param {Node[]} actions for those that are chosen
 */
export function chosenBar(host, chosen, shown, total, actions) {
	const { number } = host.format;
	const count = chosen.count(total);
	const everyShown = shown.length > 0 && shown.every((key) => chosen.has(key));
	const box = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox", checked: everyShown }));
	box.dataset.choose = "shown";
	box.indeterminate = count > 0 && !everyShown;
	box.addEventListener("change", () => (box.checked ? chosen.choose(shown, true) : chosen.clear()));
	const canTakeAll = everyShown && !chosen.all && total > shown.length;
	return h(
		"div",
		{ class: "wcrm-chosen-bar", role: "group", "aria-label": __("Choose rows") },
		h("label", { class: "wcrm-row" }, box, h("span", {}, __("Choose all shown"))),
		canTakeAll &&
			button(__("Choose all {0}", [number(total)]), {
				kind: "quiet",
				small: true,
				onClick: () => chosen.chooseAll(),
				attributes: { "data-choose": "all" },
			}),
		h(
			"span",
			{ class: "wcrm-hint", role: "status", data: { chosen: String(count) } },
			count > 0 && __("Chosen: {0}", [number(count)]),
		),
		count > 0 && h("div", { class: "wcrm-row wcrm-push" }, actions),
	);
}
