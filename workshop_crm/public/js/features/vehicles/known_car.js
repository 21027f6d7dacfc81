/** What is said when the plate or chassis number that is typed is a car's already: whose it is, and the way to take it over. */

import { button } from "../../ui/button.js";
import { bdi, h } from "../../ui/dom.js";
import { nameOf } from "../../ui/person.js";

/**
 * @typedef {Object} KnownCar
 * @property {?string} vehicle null where there is none, or the user may not know which
 * @property {string} plate_latin
 * @property {string} plate_ar
 * @property {?Object} owner where the user may know
 * @property {boolean} owned
 */

/**
 * @typedef {Object} KnownCarOptions
 * @property {{customer: string}} [owner] for whom the car is
 * @property {string} [vehicle] the car being changed
 * @property {(known: KnownCar) => void} [onTakeOver] offered for a car that is not `owner`'s
 * @property {(known: KnownCar) => string} [takeLabel] what the offer says; empty for a car that needs none
 */

/**
 * @param {import("../../host/types.js").Host} host
 * @param {KnownCar} known
 * @param {KnownCarOptions} options
 * @returns {?HTMLElement} null for a car that is new, or the one being changed
 */
export function knownCarNotice(host, known, { owner, vehicle, onTakeOver, takeLabel = saleLabel }) {
	if (!(known.vehicle || known.owned) || known.vehicle === vehicle) return null;
	const isOwn = Boolean(owner && known.owner?.customer === owner.customer);
	const label = onTakeOver && known.vehicle && !isOwn && takeLabel(known);
	const take = label && button(label, { icon: "swap", small: true, onClick: () => onTakeOver?.(known) });
	return h(
		"div",
		{ class: "wcrm-notice", data: { knownCar: known.vehicle ?? "" } },
		h("p", { class: "wcrm-grow" }, whose(host, known, isOwn)),
		take,
	);
}

function saleLabel({ owned }) {
	return owned ? __("Transfer to this customer") : __("Give to this customer");
}

function whose(host, { owner, owned }, isOwn) {
	if (isOwn) return __("This customer has this car already.");
	if (owner) return [__("This car belongs to:"), " ", bdi(nameOf(host, owner))];
	if (owned) return __("This car belongs to another customer.");
	return __("The workshop knows this car. It has no owner now.");
}
