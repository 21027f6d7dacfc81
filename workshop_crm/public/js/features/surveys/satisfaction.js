/** What the customer said, and what still waits for an answer. */

import { button, screenLink } from "../../ui/button.js";
import { h } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { orReport } from "../../ui/or_report.js";
import { facts, panel } from "../../ui/panel.js";
import { openAskForm } from "./ask_form.js";
import { starsText } from "./stars.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} profile
 * @param {() => *} reload
 */
export function satisfactionPanel(host, profile, reload) {
	const { satisfaction } = profile;
	const { format } = host;
	const answered = satisfaction.responses > 0;
	return panel(
		{ title: __("Satisfaction"), name: "satisfaction", actions: [askButton(host, profile, reload)] },
		satisfaction.open_follow_ups.map((followUp) => openFollowUp(host, followUp)),
		answered
			? facts([
					[
						__("Last rating"),
						satisfaction.last_rating && starsText(host, satisfaction.last_rating),
					],
					[
						__("Last score"),
						satisfaction.last_score !== null &&
							__("{0} of {1}", [format.number(satisfaction.last_score), format.number(100)]),
					],
					[__("Answered on"), format.date(satisfaction.last_answered_on)],
					[__("Answers"), format.number(satisfaction.responses)],
				])
			: h("p", { class: "wcrm-muted" }, __("No answer to a survey yet.")),
	);
}

function askButton(host, profile, reload) {
	const ask = orReport(host, () => openAskForm(host, profile.customer, reload));
	return button(__("Ask how it went"), { icon: "send", small: true, onClick: ask });
}

function openFollowUp(host, followUp) {
	return screenLink(
		host,
		"follow_ups",
		{},
		{ class: "wcrm-callout" },
		icon("warning"),
		h(
			"span",
			{ class: "wcrm-grow" },
			h("strong", {}, __("Low score: call the customer")),
			h("span", { class: "wcrm-hint" }, __("Open since {0}", [host.format.date(followUp.opened_on)])),
		),
	);
}
