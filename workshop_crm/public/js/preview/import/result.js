/** The third step: what the check found, then what was saved. */

import { saveFrom } from "../../host/address.js";
import { button, buttonLink } from "../../ui/button.js";
import { bdi, h } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { figure, panel } from "../../ui/panel.js";
import { table } from "../../ui/table.js";
import { refusedAddress } from "./server.js";

/** A bar that can be moved; `element` goes into the page. */
export function progressBar(label) {
	const bar = h("div", {
		class: "wcrm-progress",
		role: "progressbar",
		"aria-label": label,
		"aria-valuemin": 0,
		"aria-valuemax": 100,
		style: { "--share": 0 },
	});
	const move = (share) => {
		bar.style.setProperty("--share", share);
		bar.setAttribute("aria-valuenow", String(Math.round(share * 100)));
	};
	return { element: panel({ title: label, name: "progress" }, bar), move };
}

/**
 * @param {import("../../host/types.js").Host} host
 * @param {string} upload
 * @param {Object} report
 * @param {{onImport: (keepGood: boolean) => Promise<void>, onOther: () => void}} actions
 */
export function resultStep(host, upload, report, actions) {
	const title = report.saved ? __("Imported") : __("3. The result of the check");
	return panel(
		{ title, name: "result" },
		report.saved && done(),
		h("div", { class: "wcrm-figures" }, figures(host, report)),
		report.notes.length > 0 &&
			h(
				"ul",
				{ class: "wcrm-notes" },
				report.notes.map((note) => h("li", {}, note)),
			),
		report.refused_cells > 0 && refusedRows(host, upload, report),
		h(
			"div",
			{ class: "wcrm-row" },
			report.saved ? afterwards(host, actions) : decisions(report, actions),
		),
	);
}

function done() {
	return h(
		"p",
		{ class: "wcrm-earns wcrm-row", role: "status" },
		icon("check"),
		__("The data is saved. Search and figures follow in a moment."),
	);
}

function figures(host, report) {
	const count = (name, label, value, tone) =>
		figure({ name, label, value: host.format.number(value), tone: value > 0 ? tone : undefined });
	return [
		count("added", report.saved ? __("Added") : __("New"), report.added, "good"),
		count("updated", report.saved ? __("Updated") : __("Changed"), report.updated),
		count("unchanged", __("Unchanged"), report.unchanged),
		report.left_out > 0 && count("left_out", __("Drafts left out"), report.left_out),
		count("refused", __("Refused rows"), report.refused_rows, "bad"),
	];
}

function refusedRows(host, upload, report) {
	const shown = report.refused.length;
	const download = button(__("Download the refused rows"), {
		icon: "download",
		small: true,
		onClick: () => saveFrom(refusedAddress(upload)),
	});
	return h(
		"div",
		{ class: "wcrm-stack" },
		h("div", { class: "wcrm-toolbar" }, h("h3", {}, __("What has to be corrected")), download),
		table({
			caption: __("Refused rows"),
			columns: [
				{ label: __("Line"), number: true, head: true, cell: (row) => host.format.number(row.line) },
				{ label: __("Column"), cell: (row) => bdi(row.column) },
				{ label: __("Value"), cell: (row) => bdi(row.value) },
				{ label: __("Reason"), cell: (row) => row.reason },
				{ label: __("What to do"), cell: (row) => row.advice },
			],
			rows: report.refused,
		}),
		shown < report.refused_cells &&
			h(
				"p",
				{ class: "wcrm-hint" },
				__("These are the first {0} of {1}. The download holds them all.", [
					host.format.number(shown),
					host.format.number(report.refused_cells),
				]),
			),
	);
}

function decisions(report, actions) {
	const good = report.added + report.updated;
	const other = button(__("Choose another file"), { onClick: actions.onOther });
	if (!good)
		return [
			h(
				"p",
				{ class: "wcrm-muted" },
				report.refused_rows
					? __("There is nothing that could be imported.")
					: __("Everything in this file is here already."),
			),
			other,
		];
	if (!report.refused_rows)
		return [
			button(__("Import the file"), {
				kind: "primary",
				icon: "import",
				onClick: () => actions.onImport(false),
			}),
			other,
		];
	return [
		button(__("Import the good rows only"), {
			kind: "primary",
			icon: "import",
			onClick: () => actions.onImport(true),
		}),
		button(__("Choose the corrected file"), { onClick: actions.onOther }),
	];
}

function afterwards(host, actions) {
	return [
		buttonLink(host, __("Find a customer"), "search", {}, { kind: "primary", icon: "search" }),
		buttonLink(host, __("Open the dashboard"), "dashboard", {}, { icon: "dashboard" }),
		button(__("Import another file"), { icon: "import", onClick: actions.onOther }),
	];
}
