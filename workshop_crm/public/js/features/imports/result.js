/** The third step: what the check found, then what was saved. */

import { button, buttonLink } from "../../ui/button.js";
import { bdi, h } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { figure, panel } from "../../ui/panel.js";
import { table } from "../../ui/table.js";
import { doublesTable } from "./doubles.js";
import { saveRefused } from "./server.js";

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
 * @param {{onImport: (decided: Object) => Promise<void>, onOther: () => void}} actions onImport: takes what was decided
 *   here, see core/imports/choices.py
 */
export function resultStep(host, upload, report, actions) {
	const title = report.saved ? __("Imported") : __("3. The result of the check");
	const asksAbout = !report.saved && report.doubles_found > 0;
	const doubles = asksAbout ? doublesTable(host, report) : null;
	return panel(
		{ title, name: "result" },
		report.saved && done(report),
		h("div", { class: "wcrm-figures" }, figures(host, report)),
		report.notes.length > 0 &&
			h(
				"ul",
				{ class: "wcrm-notes" },
				report.notes.map((note) => h("li", {}, note)),
			),
		leftOutColumns(report),
		report.refused_cells > 0 && refusedRows(host, upload, report),
		doubles?.element,
		h(
			"div",
			{ class: "wcrm-row" },
			report.saved ? afterwards(host, actions) : decisions(report, doubles, actions),
		),
	);
}

function done(report) {
	return h(
		"p",
		{ class: "wcrm-earns wcrm-row", role: "status" },
		icon("check"),
		report.sums
			? __("The points are in the customers' accounts.")
			: __("The data is saved. Search and figures follow in a moment."),
	);
}

function figures(host, report) {
	if (report.sums) return balanceFigures(host, report);
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

function balanceFigures({ format }, { sums, refused_rows: refused }) {
	return [
		figure({
			name: "customers",
			label: __("Customers"),
			value: format.number(sums.customers),
			tone: sums.customers ? "good" : undefined,
		}),
		figure({ name: "points", label: __("Points"), value: format.points(sums.points) }),
		figure({ name: "worth", label: __("What they are worth"), value: format.money(sums.worth) }),
		figure({
			name: "refused",
			label: __("Refused rows"),
			value: format.number(refused),
			tone: refused ? "bad" : undefined,
		}),
	];
}

function refusedRows(host, upload, report) {
	const shown = report.refused.length;
	const download = button(__("Download the refused rows"), {
		icon: "download",
		small: true,
		onClick: () => saveRefused(host, upload),
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

function leftOutColumns(report) {
	if (!report.columns_left_out.length) return null;
	return h(
		"p",
		{ class: "wcrm-hint" },
		__("Columns that are left out:"),
		" ",
		report.columns_left_out.map((heading, index) => [index > 0 && ", ", bdi(heading)]),
	);
}

function decisions(report, doubles, actions) {
	const other = button(report.refused_rows ? __("Choose the corrected file") : __("Choose another file"), {
		onClick: actions.onOther,
	});
	if (!report.added && !report.updated) return [nothingToImport(report), other];
	const keepGood = report.refused_rows > 0;
	if (keepGood && report.sums) return [allOrNone(), other];
	const save = button(keepGood ? __("Import the good rows only") : __("Import the file"), {
		kind: "primary",
		icon: "import",
		onClick: () => actions.onImport({ keep_good: keepGood, ...doubles?.decided() }),
	});
	doubles?.onChange(() => {
		save.disabled = doubles.undecided() > 0;
	});
	return [save, other];
}

function allOrNone() {
	return h(
		"p",
		{ class: "wcrm-muted" },
		__("Balances are imported all or none: correct the refused rows first."),
	);
}

function nothingToImport(report) {
	return h(
		"p",
		{ class: "wcrm-muted" },
		report.refused_rows
			? __("There is nothing that could be imported.")
			: __("Everything in this file is here already."),
	);
}

function afterwards(host, actions) {
	return [
		buttonLink(host, __("Find a customer"), "search", {}, { kind: "primary", icon: "search" }),
		buttonLink(host, __("Open the dashboard"), "dashboard", {}, { icon: "dashboard" }),
		button(__("Import another file"), { icon: "import", onClick: actions.onOther }),
	];
}
