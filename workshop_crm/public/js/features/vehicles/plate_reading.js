/** What stands on a plate as it is typed: both scripts, and whose car it is. */

import { h } from "../../ui/dom.js";
import { plate } from "../../ui/person.js";
import { knownCarNotice } from "./known_car.js";
import { typedReading } from "./typed_reading.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {import("./known_car.js").KnownCarOptions} options
 * @returns {import("./typed_reading.js").TypedReading}
 */
export function plateReading(host, options) {
	return typedReading(host, {
		ask: (own, text) => own.call("vehicles.read_plate", { text }),
		draw: (answer) => [
			plate({ latin: answer.latin, arabic: answer.arabic, origin: answer.origin_label }),
			knownCarNotice(host, knownCar(answer), options),
		],
		// Half a plate is no mistake yet: only the server's refusal of the whole form is shown in red.
		drawRefusal: (error) => h("p", { class: "wcrm-hint" }, error.message),
	});
}

function knownCar({ vehicle, latin, arabic, owner, owned }) {
	return { vehicle, plate_latin: latin, plate_ar: arabic, owner, owned };
}
