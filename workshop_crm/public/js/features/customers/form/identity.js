/** Names, phone, email and language. */

import { h } from "../../../ui/dom.js";
import { field, readFields } from "../../../ui/field.js";
import { typedPhone } from "../../../ui/person.js";

export function identitySection({ host, values }) {
	const element = h(
		"div",
		{ class: "wcrm-form-grid" },
		field({ name: "name", label: __("Name"), value: values.name, dir: "auto" }),
		field({
			name: "name_ar",
			label: __("Name in Arabic"),
			value: values.name_ar,
			dir: "rtl",
			lang: "ar",
		}),
		field({
			name: "phone",
			label: __("Mobile phone"),
			type: "tel",
			value: typedPhone(values.phone) ?? values.phone,
			dir: "ltr",
			hint: __("Any usual form, for example 055 123 4567."),
		}),
		field({ name: "email", label: __("Email"), type: "email", value: values.email, dir: "ltr" }),
		field({
			name: "tax_id",
			label: __("VAT number"),
			value: values.tax_id,
			dir: "ltr",
			hint: __("For invoices to a business."),
		}),
		languageField(host, values),
	);
	return { element, read: () => readFields(element) };
}

function languageField(host, values) {
	return field({
		name: "language",
		label: __("Language of messages"),
		type: "select",
		options: [
			{ value: "ar", label: __("Arabic") },
			{ value: "en", label: __("English") },
		],
		value: values.language ?? host.language,
	});
}
