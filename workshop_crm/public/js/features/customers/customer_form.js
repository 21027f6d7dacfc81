/** The dialog that makes or changes a customer: all of it, with a first car, or the one section a panel asks for. */

import { readFields } from "../../ui/field.js";
import { openFormDialog } from "../../ui/form_dialog.js";
import { DuplicateWarning } from "../search/duplicates.js";
import { carSection } from "./form/car.js";
import { consentSection } from "./form/consent.js";
import { emergencySection } from "./form/emergency.js";
import { identitySection } from "./form/identity.js";
import { notesSection } from "./form/notes.js";
import { preferencesSection } from "./form/preferences.js";
import { formOptions } from "./form_options.js";

/**
 * A section gives its element and what stands in it, by the names of customers.save_customer.
 *
 * @typedef {{element: HTMLElement, read: (form: HTMLFormElement) => Object, follow?: (form: HTMLFormElement) => void}} Section
 */

const SECTIONS = {
	identity: identitySection,
	car: carSection,
	consent: consentSection,
	preferences: preferencesSection,
	emergency: emergencySection,
	notes: notesSection,
};

const OF_A_CUSTOMER = Object.keys(SECTIONS).filter((name) => name !== "car");

const ARABIC_LETTER = /[\u0621-\u064a]/;
const PHONE = /[+\p{Nd}][\p{Nd}\s()-]{4,}\p{Nd}/u;

/** What someone typed into the search box, as the first values of a new customer: a phone, and words as the name. */
export function valuesFromQuery(query) {
	const text = query ?? "";
	const phone = PHONE.exec(text)?.[0].trim();
	const words = text.replace(PHONE, " ").split(/\s+/);
	const isName = words.some((word) => /\p{L}{2}/u.test(word) && !/\p{Nd}/u.test(word));
	const name = isName ? words.filter((word) => word && !/\p{Nd}/u.test(word)).join(" ") : null;
	return {
		...(phone && { phone }),
		...(name && { [ARABIC_LETTER.test(name) ? "name_ar" : "name"]: name }),
	};
}

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} values of valuesFromQuery
 * @param {(customer: string) => *} onSaved
 */
export function openNewCustomer(host, values, onSaved) {
	return open(host, values, onSaved, {
		title: __("New customer"),
		submitLabel: __("Create customer"),
		sections: Object.keys(SECTIONS),
	});
}

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} profile answer of profile.get_profile
 * @param {(customer: string) => *} onSaved
 * @param {{title?: string, section?: keyof SECTIONS}} [only] the one section to show; what is not shown stays as it is
 */
export function openCustomerForm(host, profile, onSaved, only = {}) {
	return open(host, profile, onSaved, {
		title: only.title ?? __("Edit customer"),
		submitLabel: __("Save"),
		sections: only.section ? [only.section] : OF_A_CUSTOMER,
	});
}

async function open(host, values, onSaved, { title, submitLabel, sections }) {
	const options = await formOptions(host);
	const alone = sections.length === 1;
	openFormDialog(host, (inside, _close, leave) => {
		const parts = sections.map((name) => SECTIONS[name]({ host: inside, values, options, alone }));
		const elements = parts.map((part) => part.element);
		const warning = values.customer ? null : warnOfDuplicates(inside, elements[0], leave);
		return {
			title,
			submitLabel,
			wide: !alone,
			body: warning ? [elements[0], warning.element, ...elements.slice(1)] : elements,
			onOpen(form) {
				for (const part of parts) part.follow?.(form);
			},
			onSubmit: async (form) => {
				const read = Object.assign({}, ...parts.map((part) => part.read(form)));
				onSaved(await save(host, read, values.customer));
			},
		};
	});
}

/** @returns {Promise<string>} the customer */
async function save(host, { vehicle, ...values }, customer) {
	const saved = await host.call("customers.save_customer", { values, customer, vehicle });
	host.notify(saved.vehicle ? __("Customer and car are saved.") : __("The customer is saved."), "good");
	for (const warning of saved.warnings) host.notify(warning, "info");
	return saved.customer;
}

/** @param {HTMLElement} identity the section with names, phone and email */
function warnOfDuplicates(host, identity, leave) {
	const warning = new DuplicateWarning(host, {
		openLabel: __("Open customer"),
		async open({ customer }) {
			if (await leave()) host.open("profile", { customer });
		},
	});
	identity.addEventListener("input", () => warning.later(readFields(identity)));
	warning.check(readFields(identity));
	return warning;
}
