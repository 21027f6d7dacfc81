/** The sections of the day: their titles, their rows, and where the rest of each is. */

import { buttonLink, screenLink } from "../../ui/button.js";
import { bdi, h, isolated } from "../../ui/dom.js";
import { moreButton } from "../../ui/more_button.js";
import { panel } from "../../ui/panel.js";
import { nameOf } from "../../ui/person.js";
import { callRow } from "../analytics/actions/call_row.js";
import { messageCard } from "../messaging/message_card.js";
import { followUpRow } from "../surveys/follow_up_row.js";
import { dueRow } from "../vehicles/due/due_row.js";
import { basketRow } from "../visits/checkout/basket_row.js";
import { unpaidRow, visitRow } from "./invoice_row.js";

/**
 * @typedef {Object} Section
 * @property {() => string} title
 * @property {() => string} nothing what it says when it is empty
 * @property {"start"|"end"} side of a wide page
 * @property {{screen: string, params?: Object}} [all] where the rest is; without it, further rows come here
 * @property {(host: import("../../host/types.js").Host, row: Object, section: Object, reload: () => *) => Node} row
 */

/** @type {Record<string, Section>} in the order of a narrow page */
export const SECTIONS = {
	visits: {
		title: () => __("Visits today"),
		nothing: () => __("No visit yet today."),
		side: "start",
		row: visitRow,
	},
	baskets: {
		title: () => __("Open baskets"),
		nothing: () => __("No sale is waiting to be completed."),
		side: "start",
		all: { screen: "checkout" },
		row: openBasket,
	},
	unpaid: {
		title: () => __("Unpaid invoices"),
		nothing: () => __("Everything is paid."),
		side: "start",
		row: unpaidRow,
	},
	follow_ups: {
		title: () => __("Unhappy customers to call"),
		nothing: () => __("Nobody is waiting"),
		side: "end",
		all: { screen: "follow_ups" },
		row: (host, row, _section, reload) => followUpRow(host, row, reload),
	},
	due: {
		title: () => __("Due services"),
		nothing: () => __("No car needs a service now."),
		side: "start",
		all: { screen: "due" },
		row: (host, row, _section, reload) =>
			h(
				"li",
				{ class: "wcrm-list-row wcrm-list-row-top wcrm-work-row", data: { due: row.vehicle } },
				dueRow(host, row, reload),
			),
	},
	at_risk: {
		title: () => __("Customers who stay away"),
		nothing: () => __("No calls to make"),
		side: "end",
		all: { screen: "call_list" },
		row: (host, row, section, reload) => callRow(host, row, section, reload),
	},
	messages: {
		title: () => __("Messages to send by hand"),
		nothing: () => __("No message is waiting."),
		side: "end",
		all: { screen: "messages", params: { state: "outbox" } },
		row: (host, row, section, reload) => messageCard(host, row, section.automatic, reload),
	},
};

/**
 * @param {import("../../host/types.js").Host} host
 * @param {string} name of the section
 * @param {Object} section of today.show
 * @param {{reload: () => Promise<void>, more: () => Promise<void>}} ways
 */
export function sectionPanel(host, name, section, { reload, more }) {
	const { title, nothing, all, row } = SECTIONS[name];
	const { rows, total } = section;
	const list = h(
		"ul",
		{ class: "wcrm-list" },
		rows.map((one) => row(host, one, section, reload)),
	);
	const grows = !all && rows.length < total;
	return panel(
		{ title: title(), name, note: count(host, section), actions: allLink(host, title(), all, total) },
		total ? list : h("p", { class: "wcrm-muted" }, nothing()),
		grows && h("div", { class: "wcrm-row wcrm-row-center" }, moreButton(list, more)),
	);
}

function allLink(host, title, all, total) {
	if (!all || !total || !host.context.screens.includes(all.screen)) return undefined;
	const link = buttonLink(host, __("Show all"), all.screen, all.params ?? {}, { small: true });
	link.setAttribute("aria-label", `${__("Show all")}: ${title}`);
	return [link];
}

function count(host, { rows, total, is_more: isMore, overdue }) {
	if (!total) return null;
	const all = isMore
		? __("More than {0}", [host.format.number(total)])
		: __("{0} of {1}", [host.format.number(rows.length), host.format.number(total)]);
	return overdue ? `${all} · ${__("Overdue: {0}", [host.format.number(overdue)])}` : all;
}

function openBasket(host, draft) {
	const name = nameOf(host, draft);
	const goOn = buttonLink(
		host,
		__("Go on"),
		"checkout",
		{ draft: draft.draft },
		{ small: true, kind: "primary" },
	);
	goOn.setAttribute("aria-label", __("Go on with the basket of {0}", [isolated(name)]));
	const customer = { customer: draft.customer };
	const link = screenLink(host, "profile", customer, { class: "wcrm-link wcrm-strong" }, bdi(name));
	return basketRow(host, draft, link, goOn);
}
