/** Who the customer that is being written down may be already: in either script, or by the phone. */

import { hostForEach } from "../../host/within.js";
import { button } from "../../ui/button.js";
import { bdi, fill, h } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { sameLabel } from "../../ui/labels.js";
import { badge } from "../../ui/panel.js";
import { nameOf, otherNameOf, phoneChip, plate } from "../../ui/person.js";

const PAUSE_MILLISECONDS = 400;
const MIN_NAME = 3;
const MIN_PHONE = 7;

/** @typedef {{name?: string, name_ar?: string, phone?: string, email?: string, customer?: string}} TypedCustomer */

/**
 * @typedef {Object} DuplicateActions
 * @property {string} openLabel what choosing the existing customer does
 * @property {(duplicate: Object) => *} open
 * @property {(duplicate: Object) => *} [merge] offered where the user may
 */

export class DuplicateWarning {
	/** @param {import("../../host/types.js").Host} host the warning lasts as long @param {DuplicateActions} actions */
	constructor(host, actions) {
		this.host = host;
		this.actions = actions;
		this.hostForQuestion = hostForEach(host);
		this.typing = host.life.pause((values) => this.check(values), PAUSE_MILLISECONDS);
		this.element = h("div", { class: "wcrm-duplicates", role: "status", data: { duplicates: "0" } });
	}

	/** Asks a moment after the last call. @param {TypedCustomer} values */
	later(values) {
		this.typing.later(values);
	}

	/** @param {TypedCustomer} values */
	async check(values) {
		this.typing.cancel();
		const host = this.hostForQuestion();
		if (!saysEnough(values)) return this.show([]);
		try {
			this.show((await host.call("search.duplicates", { values })).duplicates);
		} catch {
			// A hint that cannot be had must not keep anybody from saving.
			this.show([]);
		}
	}

	show(duplicates) {
		this.element.dataset.duplicates = String(duplicates.length);
		fill(this.element, duplicates.length > 0 && warning(this.host, duplicates, this.actions));
	}
}

/**
 * A digit or two, or the first letters of a name, fit half of all customers.
 *
 * @param {TypedCustomer} values
 */
function saysEnough({ name, name_ar: arabic, phone }) {
	const digits = (phone ?? "").replace(/\P{Nd}/gu, "");
	const isLong = (text) => (text ?? "").trim().length >= MIN_NAME;
	return isLong(name) || isLong(arabic) || digits.length >= MIN_PHONE;
}

function warning(host, duplicates, actions) {
	return h(
		"div",
		{ class: "wcrm-callout wcrm-callout-warn" },
		icon("warning"),
		h(
			"div",
			{ class: "wcrm-grow" },
			h("strong", {}, __("This customer may be here already")),
			duplicateList(host, duplicates, actions),
		),
	);
}

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object[]} duplicates of search.duplicates
 * @param {DuplicateActions} actions
 */
export function duplicateList(host, duplicates, actions) {
	return h(
		"ul",
		{ class: "wcrm-duplicate-list" },
		duplicates.map((duplicate) => row(host, duplicate, actions)),
	);
}

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} duplicate
 * @param {DuplicateActions} actions
 */
function row(host, duplicate, { open, openLabel, merge }) {
	const name = nameOf(host, duplicate);
	const other = otherNameOf(host, duplicate);
	return h(
		"li",
		{ class: "wcrm-list-row", data: { duplicate: duplicate.customer } },
		h(
			"div",
			{ class: "wcrm-grow" },
			h(
				"div",
				{ class: "wcrm-hit-names" },
				bdi(name, { class: "wcrm-hit-name" }),
				other && bdi(other, { class: "wcrm-muted" }),
				badge(sameLabel(duplicate.same), "warn"),
				duplicate.disabled && badge(__("Not in use")),
			),
			h(
				"div",
				{ class: "wcrm-chips" },
				(duplicate.phones ?? []).slice(0, 2).map((phone) => phoneChip(phone)),
				(duplicate.plates ?? []).slice(0, 2).map((one) => plate(one)),
			),
		),
		h(
			"div",
			{ class: "wcrm-row" },
			button(openLabel, { small: true, icon: "profile", onClick: () => open(duplicate) }),
			merge &&
				duplicate.may_merge &&
				button(__("Merge"), { small: true, icon: "swap", onClick: () => merge(duplicate) }),
		),
	);
}
