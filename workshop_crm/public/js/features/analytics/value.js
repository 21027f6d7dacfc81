/** Value and risk, as the analytics computed them last. */

import { h } from "../../ui/dom.js";
import { aheadOf, segmentLabel, segmentTone, standingLabel, valueLabel } from "../../ui/labels.js";
import { badge, facts, panel } from "../../ui/panel.js";

const DAYS_A_MONTH = 30.44;

export function valuePanel(host, profile) {
	const { value } = profile;
	if (!value) {
		return panel(
			{ title: __("Value and risk"), name: "value" },
			h(
				"p",
				{ class: "wcrm-muted" },
				__("Not computed yet. It is computed in the background after the first visits."),
			),
		);
	}
	const { format } = host;
	return panel(
		{
			title: __("Value and risk"),
			name: "value",
			note: value.computed_on && __("Computed on {0}", [format.date(value.computed_on)]),
		},
		facts([
			[__("Segment"), badge(segmentLabel(value.segment), segmentTone(value.segment))],
			[__("Standing among customers"), standingLabel(value.rfm_group)],
			[valueLabel(host), format.money(value.clv)],
			...chances(format, value),
			[__("Expected visits in {0}", [aheadOf(host)]), expectedVisits(format, value)],
			[__("Average visit"), value.average_visit !== null && format.money(value.average_visit)],
			[__("Last seen"), value.recency_days !== null && format.daysAgo(value.recency_days)],
		]),
	);
}

/** Whether the customer comes at all, and whether soon. */
function chances(format, { p_alive, chance }) {
	return [
		[__("Likely to return"), p_alive !== null && meter(format, p_alive)],
		chance && [
			__("Likely to come again within {0}", [span(format, chance.days)]),
			meter(format, chance.share),
		],
	].filter(Boolean);
}

/** "2 to 5; on average 3.2" */
function expectedVisits({ number }, { expected_visits, visit_range }) {
	const average = number(expected_visits, 1);
	if (!visit_range) return average;
	const { fewest, most } = visit_range;
	const range = fewest === most ? number(fewest) : __("{0} to {1}", [number(fewest), number(most)]);
	return __("{0}; on average {1}", [range, average]);
}

function span(format, days) {
	const months = Math.round(days / DAYS_A_MONTH);
	return months < 2 ? format.days(days) : format.months(months);
}

function meter(format, share) {
	return h(
		"span",
		{ class: "wcrm-meter" },
		h("span", { class: "wcrm-meter-bar", "aria-hidden": "true", style: { "--share": share } }),
		format.percent(share),
	);
}
