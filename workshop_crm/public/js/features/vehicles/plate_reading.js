/** What stands on a plate as it is typed: both scripts, and whose car it is. */

import { hostForEach } from "../../host/within.js";
import { button } from "../../ui/button.js";
import { bdi, fill, h } from "../../ui/dom.js";
import { nameOf, plate } from "../../ui/person.js";

const PAUSE_MILLISECONDS = 250;

/**
 * @typedef {Object} ReadingOptions
 * @property {{customer: string}} [owner]
 * @property {string} [vehicle] the car being changed
 * @property {(known: Object) => void} [onTakeOver] offered for a car that is not `owner`'s
 */

/**
 * @param {import("../../host/types.js").Host} host
 * @param {ReadingOptions} options
 * @returns {{element: HTMLElement, follow: (input: HTMLInputElement) => void}}
 */
export function plateReading(host, options) {
	const element = h("div", { class: "wcrm-reading", "aria-live": "polite" });
	const hostForQuestion = hostForEach(host);

	async function read(text) {
		const own = hostForQuestion();
		if (!text) return fill(element);
		try {
			fill(element, drawReading(host, await own.call("vehicles.read_plate", { text }), options));
		} catch (error) {
			// Half a plate is no mistake yet: only the server's refusal of the whole form is shown in red.
			fill(element, h("p", { class: "wcrm-hint" }, error.message));
		}
	}

	function follow(input) {
		const typing = host.life.pause(() => read(input.value.trim()), PAUSE_MILLISECONDS);
		host.life.listen(input, "input", typing.later);
		read(input.value.trim());
	}

	return { element, follow };
}

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} answer of vehicles.read_plate
 * @param {ReadingOptions} options
 */
function drawReading(host, answer, { owner, vehicle, onTakeOver }) {
	const drawn = plate({ latin: answer.latin, arabic: answer.arabic, origin: answer.origin_label });
	if (!answer.vehicle || answer.vehicle === vehicle) return drawn;
	const isOwn = owner && answer.owner?.customer === owner.customer;
	const take =
		onTakeOver &&
		!isOwn &&
		button(answer.owned ? __("Sell to this customer") : __("Give to this customer"), {
			icon: "swap",
			small: true,
			onClick: () => onTakeOver(knownCar(answer)),
		});
	return [
		drawn,
		h("div", { class: "wcrm-notice" }, h("p", { class: "wcrm-grow" }, whose(host, answer, isOwn)), take),
	];
}

function knownCar({ vehicle, latin, arabic, owner }) {
	return { vehicle, plate_latin: latin, plate_ar: arabic, owner };
}

function whose(host, answer, isOwn) {
	if (isOwn) return __("This customer has this car already.");
	if (answer.owner) return [__("This car belongs to:"), " ", bdi(nameOf(host, answer.owner))];
	if (answer.owned) return __("This car belongs to another customer.");
	return __("The workshop knows this car. It has no owner now.");
}
