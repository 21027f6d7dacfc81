/** Whom to call when the customer cannot be reached. */

import { h } from "../../../ui/dom.js";
import { field, readFields } from "../../../ui/field.js";
import { typedPhone } from "../../../ui/person.js";
import { fieldset } from "./fieldset.js";

const NAME = "emergency_contact.name";
const PHONE = "emergency_contact.phone";

export function emergencySection({ values, alone }) {
	const contact = values.emergency_contact;
	const grid = h(
		"div",
		{ class: "wcrm-form-grid" },
		field({ name: NAME, label: __("Contact's name"), value: contact?.name, dir: "auto" }),
		field({
			name: PHONE,
			label: __("Contact's phone"),
			type: "tel",
			value: typedPhone(contact?.phone),
			dir: "ltr",
		}),
	);
	const read = () => {
		const { [NAME]: name, [PHONE]: phone } = readFields(grid);
		return { emergency_contact: { name: name ?? "", phone: phone ?? "" } };
	};
	return { element: fieldset({ title: __("Emergency contact"), alone }, grid), read };
}
