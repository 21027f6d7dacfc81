/** The question before a message to many: how many get it by which channel, and how many do not and why. */

import { h } from "../../../ui/dom.js";
import { openFormDialog } from "../../../ui/form_dialog.js";
import { channelLabel } from "../../../ui/labels.js";
import { randomKey } from "../../../ui/random_key.js";

/**
 * @typedef {Object} RunQuestion
 * @property {string} title
 * @property {string} label of the button that sends
 * @property {() => Promise<Object>} ask
 * @property {(key: string) => Promise<{run: string}>} start the same key begins one run, however often it is pressed
 * @property {() => *} onStarted
 */

/** @param {import("../../../host/types.js").Host} host @param {RunQuestion} question */
export async function askAndRun(host, { title, label, ask, start, onStarted }) {
	const answer = await ask();
	const key = randomKey();
	openFormDialog(host, () => ({
		title,
		submitLabel: label,
		body: howMany(host, answer),
		onOpen: (_form, submit) => {
			submit.disabled = answer.going === 0;
		},
		onSubmit: async () => {
			await start(key);
			host.notify(__("The messages are being written. Their progress is shown below."), "good");
			await onStarted();
		},
	}));
}

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {{total: number, going: number, by_channel: Object[], left_out: Object[]}} answer
 */
export function howMany(host, answer) {
	const { number } = host.format;
	const left = answer.total - answer.going;
	return h(
		"div",
		{ class: "wcrm-stack", data: { going: String(answer.going), left: String(left) } },
		h(
			"p",
			{ class: "wcrm-strong" },
			__("{0} of {1} get the message.", [number(answer.going), number(answer.total)]),
		),
		answer.going > 0 && counted(host, answer.by_channel, ({ channel }) => channelLabel(channel)),
		left > 0 && h("p", { class: "wcrm-strong" }, __("{0} do not:", [number(left)])),
		left > 0 && counted(host, answer.left_out, ({ reason }) => reason),
		h(
			"p",
			{ class: "wcrm-hint" },
			__(
				"At night messages wait for the morning. Where no provider is set up, they wait in the outbox to be sent by hand.",
			),
		),
	);
}

/** @param {import("../../../host/types.js").Host} host @param {Object[]} rows @param {(row: Object) => string} label */
export function counted(host, rows, label) {
	return h(
		"ul",
		{ class: "wcrm-counted" },
		rows.map((row) =>
			h("li", {}, h("strong", {}, host.format.number(row.count)), " ", h("span", {}, label(row))),
		),
	);
}
