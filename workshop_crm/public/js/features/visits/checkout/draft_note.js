/** Says whether the basket is kept, and lets go of it. */

import { button } from "../../../ui/button.js";
import { confirmDialog } from "../../../ui/dialog.js";
import { fill, h, isolated } from "../../../ui/dom.js";

const TROUBLES = ["waiting", "refused", "elsewhere", "gone"];

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {{onDiscard: () => Promise<void>, onReopen: () => void, onStartAnew: () => void}} actions
 * @returns {{element: HTMLElement, show: (state: import("./draft_keeper.js").State, error?: Error) => void}}
 */
export function draftNote(host, { onDiscard, onReopen, onStartAnew }) {
	const said = h("span", { role: "status", data: { draft: "nothing" } });
	const more = h("span", {});
	const discard = button(__("Discard the basket"), {
		kind: "quiet",
		small: true,
		icon: "trash",
		attributes: { "data-action": "discard-basket" },
		onClick: async () => (await mayDiscard(host)) && onDiscard(),
	});
	const reopen = button(__("Open it again"), { small: true, icon: "refresh", onClick: onReopen });
	const anew = button(__("Start a new one"), { small: true, icon: "refresh", onClick: onStartAnew });
	const ways = { elsewhere: reopen, gone: anew, nothing: null };
	const show = (state, error) => {
		said.dataset.draft = state;
		said.textContent = textOf(state, error);
		said.className = TROUBLES.includes(state) ? "wcrm-problem" : "wcrm-hint";
		fill(more, state in ways ? ways[state] : discard);
	};
	show("nothing");
	return { element: h("div", { class: "wcrm-between wcrm-draft-note" }, said, more), show };
}

function textOf(state, error) {
	const texts = {
		saved: () => __("The basket is kept."),
		saving: () => __("Keeping the basket …"),
		waiting: () =>
			__(
				"No connection: the basket is on this screen alone. It is kept as soon as the server answers.",
			),
		refused: () => __("The basket is not kept: {0}", [error.message]),
		elsewhere: () => error.message,
		gone: () => error.message,
	};
	return texts[state]?.() ?? "";
}

/**
 * Whether a basket is to go.
 *
 * @param {import("../../../host/types.js").Host} host
 * @param {string} [name] whose it is, where several are shown
 */
export function mayDiscard(host, name) {
	return confirmDialog(host, {
		title: name ? __("Discard the basket of {0}?", [isolated(name)]) : __("Discard the basket?"),
		text: __("The services that were chosen are removed. Nothing was sold."),
		label: __("Discard the basket"),
	});
}
