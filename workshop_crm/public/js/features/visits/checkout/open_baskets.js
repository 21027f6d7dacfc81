/** Sales that were begun, here or on another screen, to go on with. */

import { button } from "../../../ui/button.js";
import { bdi, fill, h, isolated } from "../../../ui/dom.js";
import { keepFocus } from "../../../ui/focus_place.js";
import { moreButton } from "../../../ui/more_button.js";
import { orReport } from "../../../ui/or_report.js";
import { panel } from "../../../ui/panel.js";
import { nameOf } from "../../../ui/person.js";
import { basketRow } from "./basket_row.js";
import { mayDiscard } from "./draft_note.js";

const ROWS = 3;

/**
 * There while there are any and nothing was put into the basket of this screen.
 *
 * @param {import("../../../host/types.js").Host} host
 * @param {import("./basket.js").Basket} basket
 * @param {(draft: string) => *} goOn
 * @returns {HTMLElement}
 */
export function openBaskets(host, basket, goOn) {
	const element = h("div", { hidden: true });
	let shown = ROWS;
	let total = 0;
	const hide = () => (element.hidden = !total || !basket.isEmpty);
	const load = async () => {
		const customer = basket.customer?.customer;
		const answer = await host.call("visits.open_baskets", { customer, limit: shown });
		total = answer.total;
		hide();
		const actions = { goOn, reload: orReport(host, load), more: moreButton(element, more) };
		keepFocus(element, () => fill(element, total > 0 && list(host, answer, actions)));
	};
	const more = orReport(host, () => {
		shown += ROWS;
		return load();
	});
	basket.on(["lines", "vehicle", "odometer"], hide);
	basket.on(["customer"], () => basket.isEmpty && orReport(host, load)());
	orReport(host, load)();
	return element;
}

function list(host, { drafts, total }, actions) {
	const count = __("{0} of {1}", [host.format.number(drafts.length), host.format.number(total)]);
	return panel(
		{ title: __("Open baskets"), name: "open-baskets", note: count },
		h(
			"ul",
			{ class: "wcrm-list" },
			drafts.map((draft) => row(host, draft, actions)),
		),
		total > drafts.length && h("div", { class: "wcrm-row wcrm-row-center" }, actions.more),
	);
}

function row(host, draft, { goOn, reload }) {
	const name = nameOf(host, draft);
	const discard = orReport(host, async () => {
		if (!(await mayDiscard(host, name))) return;
		await host.call("visits.discard_basket", { draft: draft.draft });
		await reload();
	});
	const resume = button(__("Go on"), {
		small: true,
		kind: "primary",
		attributes: {
			"data-action": "resume",
			"aria-label": __("Go on with the basket of {0}", [isolated(name)]),
		},
		onClick: orReport(host, () => goOn(draft.draft)),
	});
	const remove = button(__("Remove"), { small: true, kind: "quiet", onClick: discard });
	return basketRow(host, draft, h("strong", {}, bdi(name)), resume, remove);
}
