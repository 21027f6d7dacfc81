/** The dialog that adds a call, a visit or anything worth knowing to the history. */

import { h, uniqueId } from "../../ui/dom.js";
import { field, readFields } from "../../ui/field.js";
import { openFormDialog } from "../../ui/form_dialog.js";
import { formOptions } from "../customers/form_options.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {string} customer
 * @param {() => *} onSaved
 */
export async function openInteractionForm(host, customer, onSaved) {
	const options = await formOptions(host);
	const kinds = choices("kind", __("Kind"), options.interaction_kinds);
	const directions = choices("direction", __("Who called?"), callers(options.directions));
	const followKind = () => (directions.hidden = chosen(kinds) !== "Call");
	kinds.addEventListener("change", followKind);
	followKind();
	openFormDialog(host, () => ({
		title: __("Add to the history"),
		submitLabel: __("Add entry"),
		body: [
			kinds,
			directions,
			field({
				name: "text",
				label: __("What was said or agreed?"),
				type: "textarea",
				required: true,
				dir: "auto",
				attributes: { rows: 4, maxlength: 2000 },
			}),
			field({
				name: "happened_on",
				label: __("When"),
				type: "datetime-local",
				hint: __("Leave it empty to use the current time."),
			}),
		],
		onSubmit: async (form) => {
			const values = readFields(form);
			if (values.kind !== "Call") delete values.direction;
			await host.call("messaging.add_interaction", { customer, values });
			host.notify(__("The entry is added."), "good");
			await onSaved();
		},
	}));
}

/** The directions of a call in the words of who called whom. */
function callers(directions) {
	const words = { Incoming: __("The customer called us"), Outgoing: __("We called the customer") };
	return directions.map(({ value, label }) => ({ value, label: words[value] ?? label }));
}

function chosen(group) {
	return group.querySelector(":checked")?.value;
}

/** A choice of one as buttons side by side; the first is on. */
function choices(name, label, options) {
	return h(
		"fieldset",
		{ class: "wcrm-fieldset", data: { input: name } },
		h("legend", {}, label),
		h(
			"div",
			{ class: "wcrm-choices" },
			options.map((option, index) => {
				const id = uniqueId("choice");
				return h(
					"label",
					{ class: "wcrm-choice", for: id },
					h("input", { type: "radio", id, name, value: option.value, checked: index === 0 }),
					option.label,
				);
			}),
		),
	);
}
