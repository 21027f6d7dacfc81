/** The answers behind the figures: whose, of which car, and every question. */

import { screenLink } from "../../../ui/button.js";
import { bdi, fill, h } from "../../../ui/dom.js";
import { field } from "../../../ui/field.js";
import { languageLabel, serviceLabel, wayLabel } from "../../../ui/labels.js";
import { moreButton } from "../../../ui/more_button.js";
import { shownOf } from "../../../ui/paged_list.js";
import { badge, panel } from "../../../ui/panel.js";
import { emptyState, failure } from "../../../ui/states.js";
import { photos } from "../photos.js";
import { starsText } from "../stars.js";
import { resultButtons } from "./export_buttons.js";

const PAGE = 20;

/**
 * @param {import("../../../host/types.js").Host} host lasts as long as the drawing
 * @param {{responses: Object[], total: number}} first page of surveys.answer_list
 */
export function answersPanel(host, first, filters, serviceTypes) {
	const list = new AnswerList(host, first, filters, serviceTypes);
	const actions = [list.choice(), ...resultButtons(host, "answers", filters)];
	return panel({ title: __("Answers"), name: "answers", actions }, list.count, list.place, list.more);
}

class AnswerList {
	constructor(host, first, filters, serviceTypes) {
		this.host = host;
		this.filters = filters;
		this.serviceTypes = serviceTypes;
		this.only = "";
		this.place = h("div", {});
		this.count = h("p", { class: "wcrm-hint", role: "status", data: { count: "answers" } });
		this.more = moreButton(this.place, () => this.load());
		this.show(first.responses, first.total);
	}

	choice() {
		const options = [
			{ value: "", label: __("All answers") },
			{ value: "low", label: __("With a follow-up") },
			{ value: "comment", label: __("With words") },
		];
		const element = field({ name: "only", label: __("Show"), type: "select", value: "", options });
		const input = /** @type {HTMLSelectElement} */ (element.querySelector("[name]"));
		input.addEventListener("change", () => {
			this.only = input.value;
			this.responses = [];
			this.load();
		});
		return element;
	}

	show(responses, total) {
		this.responses = responses;
		const rows = responses.map((response) => answerRow(this.host, response, this.serviceTypes));
		fill(
			this.place,
			rows.length
				? h("ul", { class: "wcrm-list" }, rows)
				: emptyState("chat", __("No answers in this selection")),
		);
		this.more.hidden = responses.length >= total;
		this.count.textContent = total ? shownOf(this.host, responses.length, { total }) : "";
	}

	async load() {
		try {
			const answer = await this.host.call("surveys.answer_list", {
				...this.filters,
				only: this.only,
				limit: PAGE,
				offset: this.responses.length,
			});
			this.show([...this.responses, ...answer.responses], answer.total);
		} catch (error) {
			fill(
				this.place,
				failure(error, () => this.load()),
			);
		}
	}
}

function answerRow(host, response, serviceTypes) {
	const customer = response.name || response.customer;
	return h(
		"li",
		{ class: "wcrm-list-row wcrm-list-row-top", data: { response: response.response } },
		h(
			"div",
			{ class: "wcrm-grow" },
			h(
				"div",
				{ class: "wcrm-row" },
				screenLink(host, "profile", { customer: response.customer }, {}, bdi(customer)),
				response.rating && starsText(host, response.rating),
			),
			response.comment && h("p", { class: "wcrm-comment", dir: "auto" }, response.comment),
			h(
				"p",
				{ class: "wcrm-hint wcrm-dotted" },
				about(host, response, serviceTypes).map((part) => h("span", {}, part)),
			),
			questions(host, response),
		),
		response.score !== null &&
			badge(
				__("{0} of {1}", [host.format.number(response.score), host.format.number(100)]),
				response.low ? "bad" : "good",
			),
	);
}

function about(host, response, serviceTypes) {
	const service = serviceTypes.find((type) => type.name === response.service_type);
	return [
		host.format.date(response.date),
		service && bdi(serviceLabel(host, service.name, service.name_ar)),
		response.technician && bdi(response.technician),
		response.branch && bdi(response.branch),
		response.channel && wayLabel(response.channel),
		languageLabel(response.language),
	].filter(Boolean);
}

function questions(host, { response, answers }) {
	return h(
		"details",
		{ class: "wcrm-details" },
		h("summary", {}, __("Every question")),
		h(
			"dl",
			{ class: "wcrm-facts" },
			answers.map(({ question, kind, value }) =>
				h(
					"div",
					{},
					h("dt", { dir: "auto" }, question),
					h(
						"dd",
						{ dir: "auto" },
						kind === "photo" ? photos(host, response) : valueText(host, value),
					),
				),
			),
		),
	);
}

function valueText(host, value) {
	if (value === true) return __("Yes");
	if (value === false) return __("No");
	if (typeof value === "number") return host.format.number(value);
	return Array.isArray(value) ? value.join(", ") : value;
}
