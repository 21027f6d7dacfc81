/** A table of the results as a file, as it is shown. */

import { exportButtons } from "../../../ui/export_buttons.js";

/** @param {import("../../../host/types.js").Host} host @param {string} table name for surveys.export_results */
export function resultButtons(host, table, filters) {
	return exportButtons(host, "surveys.export_results", { table, ...filters });
}
