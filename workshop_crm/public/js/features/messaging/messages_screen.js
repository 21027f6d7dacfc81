/** Every message to and from customers: what became of it, why it did not go, and how to send it. */

import { fill, h } from "../../ui/dom.js";
import { moreButton } from "../../ui/more_button.js";
import { orReport } from "../../ui/or_report.js";
import { shownOf } from "../../ui/paged_list.js";
import { emptyState } from "../../ui/states.js";
import { messageCard } from "./message_card.js";
import { filterBar, filtersFrom } from "./message_filters.js";

const MESSAGES_AT_ONCE = 30;

/** @type {import("../../host/types.js").Screen["mount"]} */
export async function mount(root, host, params) {
	const page = new MessagesPage(host, filtersFrom(params));
	fill(root, page.element);
	await page.load();
}

class MessagesPage {
	constructor(host, filters) {
		this.host = host;
		this.filters = filters;
		this.bar = h("div");
		this.note = h("div");
		this.count = h("p", { class: "wcrm-hint", role: "status", data: { count: "messages" } });
		this.list = h("ul", { class: "wcrm-messages" });
		this.foot = h("div", { class: "wcrm-row wcrm-row-center" });
		this.element = h(
			"div",
			{ class: "wcrm-stack" },
			this.bar,
			this.note,
			this.count,
			this.list,
			this.foot,
		);
		this.reload = orReport(host, () => this.load());
	}

	/** The first page of what the filters ask for. */
	async load() {
		this.list.setAttribute("aria-busy", "true");
		const answer = await this.ask(null);
		this.list.removeAttribute("aria-busy");
		const change = (filters) => this.choose(filters);
		fill(this.bar, filterBar(this.host, this.filters, this.nameOf(answer), change, this.reload));
		fill(this.note, handNote(this.host, answer.automatic));
		fill(
			this.list,
			answer.messages.length ? this.cards(answer) : h("li", { class: "wcrm-panel" }, nothing()),
		);
		this.drawFoot(answer);
	}

	nameOf({ messages }) {
		const { customer } = this.filters;
		return messages.find((message) => message.customer === customer)?.name ?? customer ?? "";
	}

	choose(filters) {
		this.filters = filters;
		this.host.setQuery(filters);
		return this.reload();
	}

	async more(before) {
		const answer = await this.ask(before);
		this.list.append(...this.cards(answer));
		this.drawFoot(answer);
	}

	ask(before) {
		return this.host.call("messaging.messages", { ...this.filters, before, limit: MESSAGES_AT_ONCE });
	}

	cards({ messages, automatic }) {
		return messages.map((message) => messageCard(this.host, message, automatic, this.reload));
	}

	drawFoot({ next, total }) {
		const shown = total ? this.list.children.length : 0;
		this.count.textContent = total ? shownOf(this.host, shown, { total }) : "";
		const load = orReport(this.host, () => this.more(next));
		fill(this.foot, next && moreButton(this.list, load));
	}
}

/** Where nothing leaves by itself, somebody has to send. */
function handNote(host, automatic) {
	if (Object.values(automatic).some(Boolean)) return null;
	const text =
		host.name === "preview"
			? __("The preview does not send messages: copy them, send them, and mark them as sent.")
			: __(
					"No provider is set up: copy the messages, send them, and mark them as sent. Providers are chosen in Workshop CRM Settings.",
				);
	return h("p", { class: "wcrm-hint", role: "note", data: { note: "by-hand" } }, text);
}

function nothing() {
	return emptyState(
		"outbox",
		__("No messages"),
		__("Messages to customers, and what they write back, appear here."),
	);
}
