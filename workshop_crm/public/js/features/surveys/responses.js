/** The latest answers, and how sure their share of happy customers is. */

import { screenLink } from "../../ui/button.js";
import { bdi, h } from "../../ui/dom.js";
import { serviceLabel } from "../../ui/labels.js";
import { moreButton } from "../../ui/more_button.js";
import { orReport } from "../../ui/or_report.js";
import { shownOf } from "../../ui/paged_list.js";
import { badge, panel } from "../../ui/panel.js";
import { emptyState } from "../../ui/states.js";
import { starsText } from "./stars.js";

const AT_ONCE = 30;

/**
 * @param {import("../../host/types.js").Host} host
 * @param {{responses: Object[], total: number}} first page of surveys.responses
 * @param {Array<{name: string, name_ar: string}>} serviceTypes for their names
 */
export function responsesPanel(host, first, serviceTypes) {
	const title = __("Latest answers");
	if (!first.total) {
		const text = __("Answers appear here as customers send them.");
		return panel({ title, name: "responses" }, emptyState("chat", __("No answers yet"), text));
	}
	const names = new Map(
		serviceTypes.map((type) => [type.name, serviceLabel(host, type.name, type.name_ar)]),
	);
	const list = h("ul", { class: "wcrm-list" });
	const count = h("p", { class: "wcrm-hint", role: "status", data: { count: "responses" } });
	const more = moreButton(
		list,
		orReport(host, async () =>
			add(await host.call("surveys.responses", { limit: AT_ONCE, offset: list.children.length })),
		),
	);
	const add = ({ responses, total }) => {
		list.append(...responses.map((response) => responseRow(host, response, names)));
		count.textContent = shownOf(host, list.children.length, { total });
		more.hidden = list.children.length >= total;
	};
	add(first);
	return panel(
		{ title, name: "responses" },
		count,
		list,
		h("div", { class: "wcrm-row wcrm-row-center" }, more),
	);
}

/** The first page. @param {import("../../host/types.js").Host} host */
export function latestAnswers(host) {
	return host.call("surveys.responses", { limit: AT_ONCE });
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
