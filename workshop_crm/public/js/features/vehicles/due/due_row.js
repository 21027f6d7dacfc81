/** One car that needs a service: whose, what, since when, what was done about it, and the next step. */

import { daysBetween } from "../../../host/format.js";
import { button, screenLink } from "../../../ui/button.js";
import { bdi, h, isolated } from "../../../ui/dom.js";
import { icon } from "../../../ui/icons.js";
import { messageStatusLabel, messageStatusTone } from "../../../ui/labels.js";
import { badge } from "../../../ui/panel.js";
import { nameOf, phoneLink, plate, reachLinks } from "../../../ui/person.js";
import { openReminder } from "../service_reminder.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {Object} row of vehicles.due
 * @param {() => *} onSent
 * @returns {Node[]}
 */
export function dueRow(host, row, onSent) {
	return [
		h(
			"div",
			{ class: "wcrm-grow wcrm-due-about" },
			h("div", { class: "wcrm-row" }, who(host, row), urgency(row)),
			h(
				"div",
				{ class: "wcrm-row" },
				row.car && bdi(row.car),
				plate({ latin: row.plate, arabic: row.plate_ar }),
			),
			h("p", {}, h("strong", {}, bdi(row.service)), " · ", when(host, row)),
			row.also.length > 0 &&
				h("p", { class: "wcrm-hint" }, __("Also due: {0}", [host.format.inARow(row.also)])),
			h(
				"p",
				{ class: "wcrm-hint wcrm-dotted" },
				beside(host, row).map((part) => h("span", {}, part)),
			),
		),
		h("div", { class: "wcrm-row wcrm-call-steps" }, reachLinks(row.phone), steps(host, row, onSent)),
	];
}

function who(host, row) {
	const options = { class: "wcrm-link wcrm-strong" };
	return screenLink(host, "profile", { customer: row.customer }, options, bdi(nameOf(host, row)));
}

function urgency({ status }) {
	return status === "overdue" ? badge(__("Overdue"), "bad") : badge(__("Due soon"), "warn");
}

/** The limit that comes first stands first. */
function when({ format, context }, row) {
	const day = `${format.date(row.due_on)} (${format.daysAgo(-daysBetween(context.today, row.due_on))})`;
	if (row.due_km === null) return __("On {0}", [day]);
	const reading = format.number(row.due_km);
	if (row.reason === "odometer") return __("At {0} km, about {1}", [reading, day]);
	return __("On {0} or at {1} km", [day, reading]);
}

function beside(host, row) {
	const { date } = host.format;
	return [
		row.phone ? phoneLink(row.phone) : __("No phone"),
		row.last_visit && __("Last visit: {0}", [date(row.last_visit)]),
		reminder(host, row),
	].filter(Boolean);
}

function reminder(host, { reminder: last }) {
	if (!last) return __("Not reminded yet");
	const told = h("span", {}, __("Reminded on {0}", [host.format.date(last.on)]), " ");
	told.append(badge(outcomeOf(last.outcome), toneOf(last.outcome)));
	told.dataset.outcome = last.outcome;
	return told;
}

/** @param {string} outcome a state of a message, or what the customer did */
function outcomeOf(outcome) {
	const own = { Came: __("Came back"), "Opted Out": __("Wants no more messages") };
	return own[outcome] ?? messageStatusLabel(outcome);
}

function toneOf(outcome) {
	return { Came: "good", "Opted Out": "bad" }[outcome] ?? messageStatusTone(outcome);
}

function steps(host, row, onSent) {
	const car = {
		vehicle: row.vehicle,
		reminded_on: row.reminder?.on,
		service_due: [{ due_on: row.due_on, service_type: row.service_type, service_type_ar: row.service }],
	};
	const name = isolated(nameOf(host, row));
	return [
		button(__("Send reminder"), {
			icon: "send",
			small: true,
			onClick: () => openReminder(host, car, onSent),
			attributes: { "data-step": "remind", "aria-label": __("Send reminder to {0}", [name]) },
		}),
		screenLink(
			host,
			"checkout",
			{ customer: row.customer, vehicle: row.vehicle },
			{ class: "wcrm-button wcrm-button-plain wcrm-button-small" },
			icon("checkout"),
			h("span", {}, __("Complete a service")),
		),
	];
}
