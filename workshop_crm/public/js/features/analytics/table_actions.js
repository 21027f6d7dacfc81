/** What can be done with a chart: save it as a file, as it is shown. */

import { button } from "../../ui/button.js";
import { savePicture } from "../../ui/picture.js";

/** @param {import("../../host/types.js").Host} host @param {string} table name for analytics.export */
export function exportButtons(host, table, filters) {
	const one = (kind, label, title) =>
		button(label, {
			kind: "quiet",
			icon: "download",
			small: true,
			onClick: () => host.download("analytics.export", { table, kind, ...filters }),
			attributes: { "aria-label": title, "data-export": `${table}.${kind}` },
		});
	return [one("csv", __("CSV"), __("Save as CSV")), one("xlsx", __("Excel"), __("Save as Excel"))];
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
	const picture = button(__("PNG"), {
		kind: "quiet",
		icon: "download",
		small: true,
		onClick: save,
		attributes: { "aria-label": __("Save as a picture"), "data-export": `${table}.png` },
	});
	return [...exportButtons(host, table, filters), picture];
}
