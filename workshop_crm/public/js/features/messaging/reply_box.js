/** Where staff write to a customer: a text where one may go now, an approved template where WhatsApp asks for it, or why nothing may. */

import { button } from "../../ui/button.js";
import { fill, h } from "../../ui/dom.js";
import { FieldProblem, field, inputNamed } from "../../ui/field.js";
import { clearFieldProblems, showFieldProblem } from "../../ui/field_problem.js";
import { templateLabel } from "../../ui/labels.js";
import { orReport } from "../../ui/or_report.js";
import { randomKey } from "../../ui/random_key.js";
import { guardWhile } from "../../ui/unsaved.js";
import { smsParts } from "./sms_parts.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {string} customer
 * @param {() => *} onSent
 * @returns {HTMLElement}
 */
export function replyBox(host, customer, onSent) {
	return new ReplyBox(host, customer, onSent).element;
}

class ReplyBox {
	constructor(host, customer, onSent) {
		this.host = host;
		this.customer = customer;
		this.onSent = onSent;
		this.key = randomKey();
		this.place = h("div", { class: "wcrm-stack" });
		/** @type {HTMLFormElement} */
		this.element = h(
			"form",
			{
				class: "wcrm-reply",
				novalidate: true,
				data: { reply: customer },
				"aria-label": __("Write to the customer"),
			},
			this.place,
		);
		const send = orReport(host, () => this.send());
		this.element.addEventListener("submit", (event) => {
			event.preventDefault();
			send();
		});
		guardWhile(host, () => Boolean(this.text()));
		orReport(host, () => this.load())();
	}

	async load() {
		const { ways } = await this.host.call("messaging.ways", { customer: this.customer });
		this.ways = ways;
		const usable = ways.filter(isUsable);
		this.way = usable.find(({ channel }) => channel === this.way?.channel) ?? usable[0];
		this.draw(usable);
	}

	text() {
		return this.element.querySelector("textarea")?.value.trim() ?? "";
	}

	draw(usable) {
		if (!this.way) return fill(this.place, nothingMayGo(this.ways));
		fill(this.place, usable.length > 1 && this.channels(usable), this.content(), this.foot());
		this.count();
	}

	channels(usable) {
		const choose = ({ target }) => {
			const typed = this.text();
			this.way = usable.find(({ channel }) => channel === target.value);
			this.draw(usable);
			const box = this.element.querySelector("textarea");
			if (box) box.value = typed;
			this.count();
			this.element.querySelector("select")?.focus();
		};
		const options = usable.map(({ channel, label }) => ({ value: channel, label }));
		const element = field({
			name: "channel",
			label: __("Channel"),
			type: "select",
			options,
			value: this.way.channel,
		});
		element.addEventListener("change", choose);
		return element;
	}

	/** A text, or where that may not go now the templates that may. */
	content() {
		const { takes_text: takesText, reason, templates } = this.way;
		if (takesText) {
			const element = field({
				name: "text",
				label: __("Message"),
				type: "textarea",
				dir: "auto",
				attributes: { maxlength: this.way.longest },
			});
			element.addEventListener("input", () => this.count());
			return element;
		}
		const options = templates.map(({ template }) => ({
			value: template,
			label: templateLabel(template),
		}));
		const text = h("p", { class: "wcrm-thread-text wcrm-bubble", dir: "auto" }, templates[0].text);
		const element = field({
			name: "template",
			label: __("Template"),
			type: "select",
			options,
			value: options[0].value,
		});
		element.addEventListener("change", ({ target }) => {
			const chosen = /** @type {HTMLSelectElement} */ (target).value;
			fill(text, templates.find(({ template }) => template === chosen).text);
		});
		return [h("p", { class: "wcrm-hint" }, reason), element, text];
	}

	foot() {
		this.counter = h("p", { class: "wcrm-hint wcrm-grow", data: { reply: "count" } });
		const { automatic } = this.way;
		const submit = button(automatic ? __("Send message") : __("Put into the outbox"), {
			kind: "primary",
			icon: automatic ? "send" : "outbox",
			attributes: { type: "submit" },
		});
		return [
			h("p", { class: "wcrm-hint" }, this.when()),
			h("div", { class: "wcrm-row" }, this.counter, submit),
		];
	}

	when() {
		const { automatic, channel, open_until: open, not_before: notBefore, label } = this.way;
		const { dateTime } = this.host.format;
		if (automatic && notBefore)
			return __("It leaves at {0}: before that it is too early or too late.", [dateTime(notBefore)]);
		if (automatic && channel === "WhatsApp" && open)
			return __("WhatsApp takes any text until {0}.", [dateTime(open)]);
		return automatic
			? null
			: __("No provider sends {0} for the workshop yet: send it by hand from the outbox.", [label]);
	}

	/** What an SMS will cost, told while it is typed. */
	count() {
		if (!this.counter) return;
		const { number } = this.host.format;
		const text = this.text();
		const characters = __("Characters: {0}", [number(text.length)]);
		const parts = this.way.channel === "SMS" && __("SMS segments: {0}", [number(smsParts(text))]);
		fill(this.counter, text && [characters, parts].filter(Boolean).join(" · "));
	}

	async send() {
		clearFieldProblems(this.element);
		const { channel, takes_text: takesText } = this.way;
		const text = this.text();
		const template = takesText ? "" : inputNamed(this.element, "template").value;
		try {
			if (takesText && !text)
				throw new FieldProblem("text", __("Write what the customer should read."));
			const { customer, key } = this;
			const sent = await this.host.call("messaging.reply", { customer, channel, key, text, template });
			const waits = sent.status === "Outbox";
			this.host.notify(
				waits ? __("The message waits in the outbox.") : __("The message is on its way."),
				"good",
			);
		} catch (error) {
			if (showFieldProblem(this.element, error)) return;
			throw error;
		}
		this.key = randomKey();
		fill(this.place);
		await this.onSent();
		await this.load();
		this.element.querySelector("textarea")?.focus();
	}
}

function isUsable({ takes_text: takesText, templates, needs_template: needsTemplate }) {
	return takesText || (needsTemplate && templates.length > 0);
}

function nothingMayGo(ways) {
	return ways.map(({ label, reason }) =>
		h("p", { class: "wcrm-hint" }, h("strong", {}, label, ": "), reason),
	);
}
