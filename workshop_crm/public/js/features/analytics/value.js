/** Value and risk, as the analytics computed them last. */

import { h } from "../../ui/dom.js";
import { segmentLabel, segmentTone } from "../../ui/labels.js";
import { badge, facts, panel } from "../../ui/panel.js";

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
			[__("Expected value, 12 months"), format.money(value.clv)],
			[
				__("Likely to return"),
				value.p_alive !== null && meter(format.percent(value.p_alive), value.p_alive),
			],
			[
				__("Expected visits, 12 months"),
				value.expected_visits !== null && format.number(value.expected_visits, 1),
			],
			[__("Average visit"), format.money(value.monetary_value)],
			[__("Last seen"), value.recency_days !== null && format.daysAgo(value.recency_days)],
		]),
	);
}

function meter(text, share) {
	return h(
		"span",
		{ class: "wcrm-meter" },
		h("span", { class: "wcrm-meter-bar", "aria-hidden": "true", style: { "--share": share } }),
		text,
	);
}
