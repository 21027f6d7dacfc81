/** The first car of a new customer, saved together with the customer. A car of somebody else is taken over when it is said so. */

import { button } from "../../../ui/button.js";
import { bdi, fill, h } from "../../../ui/dom.js";
import { nameOf } from "../../../ui/person.js";
import { vehicleFields } from "../../vehicles/vehicle_fields.js";
import { fieldset } from "./fieldset.js";

export function carSection({ host }) {
	/** @type {?import("../../vehicles/known_car.js").KnownCar} */
	let taken = null;
	const told = h("div", { role: "status", hidden: true });
	const take = (known) => {
		taken = known;
		told.hidden = !known;
		fill(told, known && takenOver(host, known, () => take(null)));
	};
	const fields = vehicleFields(
		host,
		{},
		{
			onTakeOver: take,
			takeLabel: ({ owned }) => (owned ? __("Take the car over") : ""),
		},
	);
	const element = fieldset(
		{
			title: __("Car"),
			hint: __("Leave it empty if there is none yet. Customer and car are saved together."),
		},
		told,
		fields.element,
	);
	function follow(form) {
		fields.follow(form);
		const forget = (name) => taken && knownBy(taken) === name && take(null);
		for (const name of ["plate", "vin"])
			host.life.listen(form.elements.namedItem(name), "input", () => forget(name));
	}
	const read = (form) => ({ vehicle: { ...fields.read(form), take_over: taken?.vehicle ?? null } });
	return { element, follow, read };
}

/** The input by which the car was recognised: another number there is another car. */
function knownBy(known) {
	return "vin" in known ? "vin" : "plate";
}

function takenOver(host, { owner }, undo) {
	const text = owner
		? [__("When you save, the car goes to the new customer from:"), " ", bdi(nameOf(host, owner))]
		: __("When you save, the car goes to the new customer.");
	return h(
		"div",
		{ class: "wcrm-notice", data: { takenOver: "true" } },
		h("p", { class: "wcrm-grow" }, text),
		button(__("Undo"), { small: true, onClick: undo }),
	);
}
