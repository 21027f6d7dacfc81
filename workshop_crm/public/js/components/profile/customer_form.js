/** The dialog that makes or changes a customer. */

import { h, uniqueId } from "../dom.js";
import { field, readFields } from "../field.js";
import { openFormDialog } from "../form_dialog.js";
import { channelLabel } from "../labels.js";

const CHANNELS = ["WhatsApp", "SMS", "Email"];
const ARABIC_LETTER = /[\u0621-\u064a]/;

/** What someone typed into the search box, as the first values of a new customer. */
export function valuesFromQuery(query) {
	const text = (query ?? "").trim();
	if (!text) return {};
	if (/^[+\d\u0660-\u0669\s()-]{6,}$/.test(text)) return { phone: text };
	return ARABIC_LETTER.test(text) ? { name_ar: text } : { name: text };
}

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} values of the profile, or of valuesFromQuery
 * @param {(customer: string) => void} onSaved
 */
export function openCustomerForm(host, values, onSaved) {
	const isNew = !values.customer;
	openFormDialog({
		title: isNew ? __("New customer") : __("Edit customer"),
		submitLabel: isNew ? __("Create customer") : __("Save"),
		wide: true,
		body: [identityFields(host, values), consentFields(host, values)],
		onSubmit: async (form) => {
			const saved = await host.call("profile.save_customer", {
				values: readCustomer(form),
				customer: values.customer,
			});
			host.notify(__("The customer is saved."), "good");
			onSaved(saved.customer);
		},
	});
}

function identityFields(host, values) {
	const languages = [
		{ value: "ar", label: __("Arabic") },
		{ value: "en", label: __("English") },
	];
	return h(
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
			value: values.phone?.display ?? values.phone,
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
}

function consentFields(host, values) {
	const known = new Map((values.channels ?? []).map((row) => [row.channel, row]));
	return h(
		"fieldset",
		{ class: "wcrm-fieldset" },
		h("legend", {}, __("May be contacted by")),
		h("p", { class: "wcrm-hint" }, __("Tick a channel only when the customer agreed to it.")),
		CHANNELS.map((channel) => consentRow(host, channel, known.get(channel))),
	);
}

function consentRow(host, channel, consent) {
	const id = uniqueId("consent");
	const agreed = Boolean(consent?.consent_date);
	const date = h("input", {
		class: "wcrm-input",
		type: "date",
		"aria-label": __("Date of consent: {0}", [channelLabel(channel)]),
		value: consent?.consent_date ?? host.context.today,
		max: host.context.today,
		disabled: !agreed,
	});
	const box = h("input", {
		type: "checkbox",
		id,
		checked: agreed,
		on: { change: () => (date.disabled = !box.checked) },
	});
	const data = { channel, source: consent?.source ?? "" };
	return h(
		"div",
		{ class: "wcrm-consent", data },
		box,
		h("label", { for: id }, channelLabel(channel)),
		date,
	);
}

function readCustomer(form) {
	return { ...readFields(form), channels: readConsents(form) };
}

function readConsents(form) {
	return [...form.querySelectorAll(".wcrm-consent")]
		.filter((row) => row.querySelector("[type=checkbox]").checked)
		.map((row) => ({
			channel: row.dataset.channel,
			consent_date: row.querySelector("[type=date]").value,
			source: row.dataset.source || "Front desk",
		}));
}
