/** Who did the work and who advised: answers to surveys are counted by them. The device remembers the last choice. */

import { h } from "../../../ui/dom.js";
import { field } from "../../../ui/field.js";
import { keepOnDevice, keptOnDevice } from "../../../ui/kept_on_device.js";
import { panel } from "../../../ui/panel.js";

const STORE = "workshop_crm.checkout_people";

/**
 * @param {import("./basket.js").Basket} basket
 * @param {string[]} people answer of visits.options; without any there is nothing to choose
 */
export function peopleStep(basket, people) {
	if (!people.length) return null;
	const known = Object.entries(keptOnDevice(STORE) ?? {}).filter(
		([role, name]) => !basket[role] && people.includes(name),
	);
	if (known.length) basket.setPeople(Object.fromEntries(known));
	return panel(
		{ title: __("Who did the work"), name: "people" },
		h(
			"div",
			{ class: "wcrm-form-grid" },
			choice(basket, people, "technician", __("Technician")),
			choice(basket, people, "adviser", __("Service adviser")),
		),
	);
}

function choice(basket, people, name, label) {
	const options = [
		{ value: "", label: __("Not chosen") },
		...people.map((one) => ({ value: one, label: one })),
	];
	const element = field({ name, label, type: "select", options, value: basket[name] ?? "" });
	const select = /** @type {HTMLSelectElement} */ (element.querySelector("select"));
	select.addEventListener("change", () => {
		basket.setPeople({ [name]: select.value || null });
		keepOnDevice(STORE, { technician: basket.technician, adviser: basket.adviser });
	});
	return element;
}
