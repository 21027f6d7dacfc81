/** The latest answers, and how sure their share of happy customers is. */

import { screenLink } from "../../ui/button.js";
import { bdi, h } from "../../ui/dom.js";
import { serviceLabel } from "../../ui/labels.js";
import { badge, panel } from "../../ui/panel.js";
import { emptyState } from "../../ui/states.js";
import { starsText } from "./stars.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object[]} responses of surveys.responses
 * @param {Array<{name: string, name_ar: string}>} serviceTypes for their names
 */
export function responsesPanel(host, responses, serviceTypes) {
	const names = new Map(
		serviceTypes.map((type) => [type.name, serviceLabel(host, type.name, type.name_ar)]),
	);
	const content = responses.length
		? h(
				"ul",
				{ class: "wcrm-list" },
				responses.map((response) => responseRow(host, response, names)),
			)
		: emptyState("chat", __("No answers yet"), __("Answers appear here as customers send them."));
	return panel({ title: __("Latest answers"), name: "responses" }, content);
}

function responseRow(host, response, names) {
	const score =
		response.score !== null &&
		__("{0} of {1}", [host.format.number(response.score), host.format.number(100)]);
	return h(
		"li",
		{ class: "wcrm-list-row wcrm-list-row-top", data: { response: response.response } },
		h(
			"div",
			{ class: "wcrm-grow" },
			h(
				"div",
				{ class: "wcrm-row" },
				screenLink(
					host,
					"profile",
					{ customer: response.customer },
					{},
					bdi(response.name || response.customer),
				),
				response.rating && starsText(host, response.rating),
			),
			response.comment && h("p", { class: "wcrm-comment", dir: "auto" }, response.comment),
			h(
				"p",
				{ class: "wcrm-hint wcrm-dotted" },
				h("span", {}, host.format.date(response.date)),
				response.service_type &&
					h("span", {}, bdi(names.get(response.service_type) ?? response.service_type)),
			),
		),
		score && badge(score, response.low ? "bad" : "good"),
	);
}
