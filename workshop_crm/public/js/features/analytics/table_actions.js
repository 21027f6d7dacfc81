/** What can be done with a chart: save it as a file, as it is shown. */

import { downloadButton, exportButtons } from "../../ui/export_buttons.js";
import { savePicture } from "../../ui/picture.js";

/** @param {import("../../host/types.js").Host} host @param {string} table name for analytics.export */
export function fileButtons(host, table, filters) {
	return exportButtons(host, "analytics.export", { table, ...filters });
}

/** The same for a panel, whose picture can be saved too. */
export function panelButtons(host, table, filters) {
	const save = async (event) => {
		try {
			await savePicture(event.currentTarget.closest("[data-panel]"), table);
		} catch (error) {
			host.notify(error.message, "bad");
		}
	};
	const picture = downloadButton(__("PNG"), __("Save as a picture"), `${table}.png`, save);
	return [...fileButtons(host, table, filters), picture];
}
