/** How the customer likes to be treated: one real control a preference, as the server declares them. */

import { h } from "../../../ui/dom.js";
import { checkField, field, numberIn, readFields } from "../../../ui/field.js";
import { fieldset } from "./fieldset.js";

const PREFIX = "service_preferences.";

export function preferencesSection({ host, values, options, alone }) {
	const fields = options.preference_fields;
	const chosen = values.preferences?.values ?? {};
	const flags = fields.filter((one) => one.kind === "flag");
	const others = fields.filter((one) => one.kind !== "flag");
	const element = fieldset(
		{ title: __("Service preferences"), alone, input: "service_preferences" },
		h(
			"div",
			{ class: "wcrm-form-grid" },
			others.map((one) => control(host, one, chosen[one.key])),
		),
		flags.length > 0 &&
			h(
				"div",
				{ class: "wcrm-choices" },
				flags.map((one) =>
					checkField({
						name: PREFIX + one.key,
						label: one.label,
						checked: Boolean(chosen[one.key]),
					}),
				),
			),
	);
	return { element, read: (form) => ({ service_preferences: readPreferences(form, element, fields) }) };
}

function control(host, { key, kind, label, options, longest }, value) {
	const shared = { name: PREFIX + key, label, value };
	if (kind === "choice")
		return field({
			...shared,
			type: "select",
			options: [{ value: "", label: __("Not specified") }, ...options],
		});
	if (kind === "number")
		return field({ ...shared, type: "number", dir: "ltr", hint: host.format.currencyName });
	return field({
		...shared,
		type: longest > 140 ? "textarea" : "text",
		dir: "auto",
		attributes: { maxlength: longest },
	});
}

/** Only what was said: an empty control and an unticked box leave their preference out. */
function readPreferences(form, element, fields) {
	const typed = readFields(element);
	const said = fields
		.map(({ key, kind }) => [key, kind === "number" ? numberIn(form, PREFIX + key) : typed[PREFIX + key]])
		.filter(([, value]) => value !== null && value !== false);
	return Object.fromEntries(said);
}
