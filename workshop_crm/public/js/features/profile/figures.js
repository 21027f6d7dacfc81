/** Five figures: value, visits, points, satisfaction, and whether the customer comes back. */

import { h } from "../../ui/dom.js";
import { valueLabel } from "../../ui/labels.js";
import { figure } from "../../ui/panel.js";
import { starsText } from "../surveys/stars.js";

export function profileFigures(host, profile) {
	const { format } = host;
	const { value, loyalty, satisfaction } = profile;
	return h(
		"div",
		{ class: "wcrm-figures" },
		figure({
			name: "clv",
			label: valueLabel(host),
			value: value ? format.money(value.clv, { rounded: true }) : "–",
		}),
		figure({
			name: "visits",
			label: __("Visits"),
			value: format.number(profile.visit_count),
			note: lastVisit(format, profile),
		}),
		figure({
			name: "points",
			label: __("Points"),
			value: loyalty ? format.points(loyalty.balance) : "–",
			note: loyalty && format.money(loyalty.worth),
		}),
		figure({
			name: "satisfaction",
			label: __("Last rating"),
			value: satisfaction.last_rating ? starsText(host, satisfaction.last_rating) : "–",
			note: satisfaction.last_answered_on && format.date(satisfaction.last_answered_on),
			tone: satisfaction.open_follow_ups.length ? "bad" : null,
		}),
		figure({
			name: "returning",
			label: __("Likely to return"),
			value: value && value.p_alive !== null ? format.percent(value.p_alive) : "–",
		}),
	);
}

function lastVisit(format, profile) {
	const latest = profile.visits.find((visit) => visit.status === "Submitted");
	return latest && __("Last: {0}", [format.date(latest.date)]);
}
