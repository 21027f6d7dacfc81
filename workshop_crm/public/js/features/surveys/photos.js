/** The photos of an answer: fetched when somebody wants to see them. */

import { button } from "../../ui/button.js";
import { fill, h } from "../../ui/dom.js";
import { emptyState, failure } from "../../ui/states.js";

/** @param {import("../../host/types.js").Host} host @param {string} response */
export function photos(host, response) {
	const place = h("div", { class: "wcrm-photos" });
	const show = async () => {
		try {
			const found = await host.call("surveys.photos", { response });
			fill(place, found.length ? found.map(picture) : emptyState("chat", __("The photos were erased")));
		} catch (error) {
			fill(place, failure(error, show));
		}
	};
	place.append(button(__("Show the photos"), { onClick: show }));
	return place;
}

/** @param {{name: string, data: string}} photo as base64 */
function picture({ name, data }) {
	return h("img", { src: `data:image/jpeg;base64,${data}`, alt: name, loading: "lazy" });
}
