/** What can be done with a chart: save it as CSV, open the customers behind it. */

import { button } from "../../ui/button.js";

/** @param {import("../../host/types.js").Host} host @param {string} table name for analytics.export */
export function exportButton(host, table, filters) {
	const save = () => host.download("analytics.export", { table, ...filters });
	return button(__("CSV"), {
		kind: "quiet",
		icon: "download",
		small: true,
		onClick: save,
		attributes: { "aria-label": __("Save as CSV"), "data-export": table },
	});
}
