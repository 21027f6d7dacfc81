/** The messages of one customer as a conversation: the latest at the bottom, theirs and ours at their sides, and the reply below. */

import { hostForEach } from "../../host/within.js";
import { button } from "../../ui/button.js";
import { fill, h } from "../../ui/dom.js";
import { orReport } from "../../ui/or_report.js";
import { emptyState, failure, skeleton } from "../../ui/states.js";
import { replyBox } from "./reply_box.js";
import { threadMessage } from "./thread_message.js";

const MESSAGES_AT_ONCE = 20;

/**
 * @param {import("../../host/types.js").Host} host
 * @param {{customer: string, can_write: boolean}} profile
 * @returns {HTMLElement}
 */
export function messageThread(host, profile) {
	return new Thread(host, profile).element;
}

class Thread {
	constructor(host, profile) {
		this.host = host;
		this.profile = profile;
		this.hostForPage = hostForEach(host);
		/** @type {Object[]} the earliest first */
		this.messages = [];
		this.next = null;
		this.automatic = {};
		this.earlier = h("div", { class: "wcrm-row wcrm-row-center" });
		this.list = h("ol", { class: "wcrm-thread-messages" });
		this.scroller = h(
			"div",
			{ class: "wcrm-thread", tabindex: "0", role: "region", "aria-label": __("Messages") },
			this.earlier,
			this.list,
		);
		const reply = profile.can_write && replyBox(host, profile.customer, () => this.load());
		this.element = h(
			"div",
			{ class: "wcrm-stack", data: { thread: profile.customer } },
			this.scroller,
			reply,
		);
		fill(this.list, skeleton(4));
		this.load();
	}

	/** The latest messages; the view ends at the last one. */
	async load() {
		try {
			const page = await this.ask(null);
			this.messages = page.messages.toReversed();
			this.automatic = page.automatic;
			this.draw(page.next);
			this.scroller.scrollTop = this.scroller.scrollHeight;
		} catch (error) {
			fill(
				this.list,
				failure(error, () => this.load()),
			);
		}
	}

	/** What was in view stays where it is. */
	async loadEarlier() {
		const page = await this.ask(this.next);
		const below = this.scroller.scrollHeight - this.scroller.scrollTop;
		this.messages = [...page.messages.toReversed(), ...this.messages];
		this.draw(page.next);
		this.scroller.scrollTop = this.scroller.scrollHeight - below;
		this.scroller.focus({ preventScroll: true });
	}

	ask(before) {
		const { customer } = this.profile;
		return this.hostForPage().call("messaging.messages", { customer, before, limit: MESSAGES_AT_ONCE });
	}

	draw(next) {
		this.next = next;
		const more = orReport(this.host, () => this.loadEarlier());
		const label = __("Earlier messages");
		const attributes = { "data-action": "earlier" };
		fill(this.earlier, next && button(label, { small: true, onClick: more, attributes }));
		fill(this.list, this.messages.length ? this.rows() : h("li", {}, nothing()));
	}

	/** Each day begins with its date. */
	rows() {
		const reload = () => this.load();
		return this.messages.flatMap((message, at) => {
			const day = message.created.slice(0, 10);
			const isNewDay = day !== this.messages[at - 1]?.created.slice(0, 10);
			const row = threadMessage(this.host, message, this.automatic, reload);
			return isNewDay ? [this.day(day), row] : [row];
		});
	}

	day(day) {
		return h(
			"li",
			{ class: "wcrm-thread-day", data: { day } },
			h("span", {}, this.host.format.date(day)),
		);
	}
}

function nothing() {
	return emptyState("chat", __("No messages yet"), __("Messages to and from the customer appear here."));
}
