/** What a car is called: make, model and model year, as far as they are known. */

/**
 * @param {import("../../host/types.js").Host} host
 * @param {{make?: string, model?: string, year?: ?number}} car
 */
export function carName(host, { make, model, year }) {
	return [make, model, year && host.format.digits(year)].filter(Boolean).join(" ");
}
