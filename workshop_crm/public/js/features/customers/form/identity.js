/** Names, phone, email and language. */

import { h } from "../../../ui/dom.js";
import { field, readFields } from "../../../ui/field.js";
import { typedPhone } from "../../../ui/person.js";

export function identitySection({ host, values }) {
	const languages = [
		{ value: "ar", label: __("Arabic") },
		{ value: "en", label: __("English") },
	];
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
			name: "language",
			label: __("Language of messages"),
			type: "select",
			options: languages,
			value: values.language ?? host.language,
		}),
	);
	return { element, read: () => readFields(element) };
}
