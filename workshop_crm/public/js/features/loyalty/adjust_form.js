/** The dialog in which a manager gives or takes points by hand. */

import { button } from "../../ui/button.js";
import { field, readFields } from "../../ui/field.js";
import { openFormDialog } from "../../ui/form_dialog.js";
import { pointsInWords } from "../../ui/points_in_words.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {string} customer
 * @param {() => *} onDone
 * @returns {HTMLElement}
 */
export function adjustButton(host, customer, onDone) {
	return button(__("Adjust points"), { onClick: () => openAdjustForm(host, customer, onDone) });
}

function openAdjustForm(host, customer, onDone) {
	// One adjustment however often the form is sent.
	const key = `${customer}:${Date.now()}:${Math.random()}`;
	openFormDialog(host, () => ({
		title: __("Adjust points"),
		submitLabel: __("Adjust points"),
		body: inputs(),
		onSubmit: async (form) => {
			const values = readFields(form);
			const answer = await host.call("loyalty.adjust", { customer, ...values, idempotency_key: key });
			const waits = answer.status === "Waiting for Approval";
			host.notify(
				waits
					? __("Another manager has to approve this.")
					: __("The customer has {0} now.", [pointsInWords(host.format, answer.balance)]),
				"good",
			);
			await onDone();
		},
	}));
}

function inputs() {
	return [
		field({
			name: "points",
			label: __("Points"),
			type: "number",
			required: true,
			hint: __("With a minus to take points."),
			dir: "ltr",
		}),
		field({
			name: "kind",
			label: __("Kind"),
			type: "select",
			value: "Goodwill",
			options: [
				{ value: "Goodwill", label: __("Goodwill") },
				{ value: "Correction", label: __("Correction") },
			],
		}),
		field({
			name: "reason",
			label: __("Reason"),
			type: "textarea",
			required: true,
			dir: "auto",
			hint: __("Shown in the customer's points history."),
			attributes: { maxlength: 500 },
		}),
	];
}
