/** An open basket in a list: whose it is, what is in it, and who changed it last. */

import { bdi, h } from "../../../ui/dom.js";
import { avatar, nameOf } from "../../../ui/person.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {Object} draft a row of visits.open_baskets
 * @param {Node} title the customer's name
 * @param {...Node} actions
 */
export function basketRow(host, draft, title, ...actions) {
	const { format } = host;
	const about = [
		__("Services: {0}", [format.number(draft.services)]),
		format.money(draft.worth),
		format.dateTime(draft.changed_on),
		bdi(draft.changed_by),
	];
	return h(
		"li",
		{ class: "wcrm-list-row", data: { basket: draft.draft } },
		avatar(nameOf(host, draft)),
		h(
			"div",
			{ class: "wcrm-grow" },
			title,
			h(
				"p",
				{ class: "wcrm-hint wcrm-dotted" },
				about.map((part) => h("span", {}, part)),
			),
		),
		h("div", { class: "wcrm-row" }, actions),
	);
}
