/** "Ask how it went": a survey about one visit, sent by hand. */

import { h } from "../../ui/dom.js";
import { openFormDialog } from "../../ui/form_dialog.js";
import { emptyState } from "../../ui/states.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {string} customer
 * @param {() => *} onAsked
 */
export async function openAskForm(host, customer, onAsked) {
	const { visits, channels } = await host.call("surveys.ask_choices", { customer });
	openFormDialog(host, () => ({
		title: __("Ask how it went"),
		submitLabel: __("Ask now"),
		body: visits.length
			? [visitChoices(host, visits), channelChoices(channels)]
			: emptyState(
					"clock",
					__("No visit lately"),
					__("Only visits of the last 30 days can be asked about."),
				),
		onSubmit: async (form) => {
			const chosen = Object.fromEntries(new FormData(form));
			const visit = visits[Number(chosen.visit)];
			if (!visit) throw new Error(__("Choose a visit."));
			const { doctype, document } = visit;
			await host.call("surveys.ask", { doctype, document, channel: chosen.channel });
			host.notify(__("The survey is on its way."), "good");
			await onAsked();
		},
	}));
}

function visitChoices(host, visits) {
	const first = visits.findIndex((visit) => visit.can_ask);
	return choices(
		__("Visit"),
		"visit",
		visits.map((visit, index) => ({
			value: index,
			label: [host.format.date(visit.date), visit.plate, visit.service_type]
				.filter(Boolean)
				.join(" · "),
			reason: visit.reason,
			disabled: !visit.can_ask,
			checked: index === first,
		})),
	);
}

function channelChoices(channels) {
	const best = { value: "", label: __("Best channel"), reason: "", disabled: false, checked: true };
	const others = channels.map(({ channel, label, reason }) => ({
		value: channel,
		label,
		reason,
		disabled: Boolean(reason),
		checked: false,
	}));
	return choices(__("Channel"), "channel", [best, ...others]);
}

/** One of several, each with the reason why it cannot be chosen or why it was not sent by itself. */
function choices(legend, name, options) {
	return h(
		"fieldset",
		{ class: "wcrm-fieldset", data: { input: name } },
		h("legend", {}, legend),
		options.map(({ value, label, reason, disabled, checked }) =>
			h(
				"label",
				{ class: "wcrm-choice wcrm-choice-row" },
				h("input", { type: "radio", name, value, disabled, checked }),
				h("span", {}, label, reason && h("span", { class: "wcrm-hint" }, reason)),
			),
		),
	);
}
