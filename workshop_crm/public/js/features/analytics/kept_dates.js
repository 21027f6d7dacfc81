/** Which days filters have when they are used again on a later day. */

import { field } from "../../ui/field.js";
import { periodsLike } from "../../ui/filter_fields.js";

/**
 * A choice where the dates are those of a usual period, nothing otherwise.
 *
 * @param {import("../../host/types.js").Host} host
 * @param {import("./filters.js").Filters} filters
 * @param {string} otherwise what happens to the dates when they are not taken as a usual period
 */
export function keptDatesField(host, filters, otherwise) {
	if (!filters.from_date && !filters.to_date) return [];
	const periods = periodsLike(host, filters).map(({ value, label }) => ({ value, label }));
	if (!periods.length) return [];
	return [
		field({
			name: "period",
			label: __("Dates"),
			type: "select",
			value: periods[0].value,
			options: [...periods, { value: "", label: otherwise }],
		}),
	];
}
