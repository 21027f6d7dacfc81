/** The first step: a place to drop a file on, and where such a file comes from. */

import { button } from "../../ui/button.js";
import { h } from "../../ui/dom.js";
import { icon } from "../../ui/icons.js";
import { panel } from "../../ui/panel.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {(file: File) => Promise<void>} onFile
 * @returns {HTMLElement}
 */
export function chooseFileStep(host, onFile) {
	const input = fileInput();
	const zone = dropZone(host, input);
	const take = (files) => {
		if (files.length) onFile(files[0]);
		input.value = "";
	};
	input.addEventListener("change", () => take(input.files));
	onDrop(zone, take);
	return panel({ title: __("1. Choose a file"), name: "file" }, zone, host.name === "preview" && howTo());
}

function fileInput() {
	return h("input", {
		type: "file",
		class: "wcrm-visually-hidden",
		accept: ".csv,.xlsx,.txt,.tsv,text/csv,text/plain",
		tabindex: -1,
		"aria-label": __("Spreadsheet"),
	});
}

function dropZone(host, input) {
	const hasInvoices = host.name === "preview";
	const choose = button(__("Choose a file"), {
		kind: "primary",
		icon: "import",
		onClick: () => input.click(),
	});
	return h(
		"div",
		{ class: "wcrm-drop wcrm-empty" },
		h("span", { class: "wcrm-empty-icon" }, icon("import")),
		h(
			"p",
			{ class: "wcrm-empty-title" },
			hasInvoices
				? __("Drop a spreadsheet of customers, invoices or points here (.xlsx or CSV)")
				: __("Drop a spreadsheet of customers or points here (.xlsx or CSV)"),
		),
		h(
			"p",
			{ class: "wcrm-muted" },
			hasInvoices
				? __(
						"First the customers, then their invoices and points. Nothing is saved before you have seen the result.",
					)
				: __(
						"Customers with their phones and cars, or the points that they bring from an old system. Nothing is saved before you have seen the result.",
					),
		),
		h("div", { class: "wcrm-row wcrm-row-center" }, choose),
		input,
	);
}

/** Shows that files are held over `zone`, and hands them on when they are let go there. */
function onDrop(zone, take) {
	const drag = (event) => {
		event.preventDefault();
		zone.toggleAttribute("data-over", event.type === "dragover");
		if (event.type === "drop") take(event.dataTransfer.files);
	};
	for (const name of ["dragover", "dragleave", "drop"]) zone.addEventListener(name, drag);
}

function howTo() {
	return h(
		"details",
		{ class: "wcrm-details" },
		h("summary", {}, __("How to get the files out of ERPNext")),
		h(
			"ol",
			{ class: "wcrm-steps" },
			h(
				"li",
				{},
				__(
					"Open the list of customers, switch to the report view and choose the columns, with mobile number and e-mail.",
				),
			),
			h("li", {}, __("Choose Menu, Export, CSV. The Data Export tool gives files that fit, too.")),
			h(
				"li",
				{},
				__("Do the same with the list of sales invoices: ID, customer, date, grand total, status."),
			),
			h("li", {}, __("A sheet of your own works as well: its columns can be chosen in the next step.")),
		),
	);
}
