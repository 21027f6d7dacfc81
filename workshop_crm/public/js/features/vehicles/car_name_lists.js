/** Makes and models are suggested while they are typed, in either script; any other name may be typed. */

import { hostForEach } from "../../host/within.js";
import { fill, h, uniqueId } from "../../ui/dom.js";
import { field, inputNamed } from "../../ui/field.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {{make?: string, model?: string}} vehicle
 * @returns {{fields: HTMLElement[], follow: (form: HTMLFormElement) => void}} the inputs make and model
 */
export function carNameFields(host, vehicle) {
	const makes = h("datalist", { id: uniqueId("makes") });
	const models = h("datalist", { id: uniqueId("models") });
	const hostForQuestion = hostForEach(host);

	async function suggest(own, list, make) {
		try {
			const { names } = await own.call("vehicles.car_names", { make });
			fill(list, names.map(option));
		} catch {
			// Names can be typed without suggestions.
			fill(list);
		}
	}

	function follow(form) {
		const make = inputNamed(form, "make");
		const suggestModels = () => {
			const own = hostForQuestion();
			if (make.value.trim()) suggest(own, models, make.value.trim());
			else fill(models);
		};
		suggest(host, makes, "");
		host.life.listen(make, "change", suggestModels);
		suggestModels();
	}

	return {
		fields: [
			nameField("make", __("Make"), vehicle.make, makes),
			nameField("model", __("Model"), vehicle.model, models),
		],
		follow,
	};
}

function nameField(name, label, value, list) {
	const element = field({ name, label, value, dir: "auto", attributes: { list: list.id } });
	element.append(list);
	return element;
}

function option({ name, other }) {
	return h("option", { value: name, label: other ? `${name} · ${other}` : null });
}
