/** A message to many customers: choose a template, read it in both languages, see who gets it, send. */

import { hostForEach } from "../../../host/within.js";
import { button } from "../../../ui/button.js";
import { openDialog } from "../../../ui/dialog.js";
import { fill, h } from "../../../ui/dom.js";
import { field } from "../../../ui/field.js";
import { languageLabel, templateLabel } from "../../../ui/labels.js";
import { orReport } from "../../../ui/or_report.js";
import { randomKey } from "../../../ui/random_key.js";
import { emptyState, failure, skeleton } from "../../../ui/states.js";
import { howMany } from "../../messaging/runs/ask_run.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {Object} asked filters and `customers`, null for all
 * @param {() => *} onStarted
 */
export async function openBulkMessage(host, asked, onStarted) {
	const { templates } = await host.call("customers.message_templates");
	if (!templates.length) return openNoTemplate(host);
	openDialog(host, (inside, close, leave) => {
		const letter = new BulkLetter(inside, host, asked, templates, async () => {
			close();
			await onStarted();
		});
		letter.ask();
		return {
			title: __("Message to many customers"),
			body: letter.element,
			actions: [button(__("Cancel"), { onClick: leave }), letter.send],
		};
	});
}

class BulkLetter {
	constructor(host, outside, asked, templates, onStarted) {
		this.outside = outside;
		this.asked = asked;
		/** @type {Array<{template: string, texts: Record<string, string>}>} */
		this.templates = templates;
		this.onStarted = onStarted;
		this.key = randomKey();
		this.next = hostForEach(host);
		this.texts = h("div", { class: "wcrm-stack" });
		this.place = h("div");
		this.send = button(__("Send"), {
			kind: "primary",
			icon: "send",
			onClick: orReport(outside, () => this.start()),
			attributes: { "data-action": "send-many", disabled: true },
		});
		const choice = this.choice();
		this.select = /** @type {HTMLSelectElement} */ (choice.querySelector("select"));
		this.select.translate = false;
		this.select.addEventListener("change", () => this.ask());
		this.element = h("div", { class: "wcrm-stack" }, choice, this.texts, this.place);
	}

	choice() {
		const options = this.templates.map(({ template }) => ({
			value: template,
			label: templateLabel(template),
		}));
		return field({ name: "template", label: __("Message Template"), type: "select", options });
	}

	/** Shows the texts, and asks who would get them. */
	async ask() {
		const host = this.next();
		this.send.disabled = true;
		fill(this.texts, this.reading());
		fill(this.place, skeleton(3));
		try {
			const question = { ...this.asked, template: this.select.value };
			const answer = await host.call("customers.message_question", question);
			fill(this.place, howMany(host, answer));
			this.send.disabled = answer.going === 0;
		} catch (error) {
			fill(
				this.place,
				failure(error, () => this.ask()),
			);
		}
	}

	reading() {
		const texts = this.templates.find(({ template }) => template === this.select.value)?.texts ?? {};
		return Object.entries(texts).map(([language, text]) =>
			h(
				"figure",
				{ class: "wcrm-bulk-text" },
				h("figcaption", { class: "wcrm-hint" }, languageLabel(language)),
				h(
					"blockquote",
					{ lang: language, dir: language === "ar" ? "rtl" : "ltr", translate: "no" },
					text,
				),
			),
		);
	}

	async start() {
		const order = { ...this.asked, template: this.select.value, key: this.key };
		await this.outside.call("customers.message_many", order);
		this.outside.notify(__("The messages are being written. Their progress is shown below."), "good");
		await this.onStarted();
	}
}

function openNoTemplate(host) {
	openDialog(host, (_inside, close) => ({
		title: __("Message to many customers"),
		body: emptyState(
			"chat",
			__("No template can go to many customers"),
			__("Make a Message Template of the purpose Other that names the customer and the company alone."),
		),
		actions: [button(__("Close"), { onClick: close })],
	}));
}
