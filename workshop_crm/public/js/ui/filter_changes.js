/** Changes of a filter bar. */

/**
 * A second choice adds to the first, also while the answer to the first is still under way and the bar is the old one.
 *
 * @template Filters
 * @param {Filters} filters those that the bar was drawn with
 * @param {(values: Object) => Filters} filtersFrom keeps what the address may hold
 * @param {(filters: Filters) => void} onChange
 * @returns {(values: Object) => void} call with what has changed
 */
export function addingUp(filters, filtersFrom, onChange) {
	let chosen = filters;
	return (values) => {
		chosen = filtersFrom({ ...chosen, ...values });
		onChange(chosen);
	};
}
