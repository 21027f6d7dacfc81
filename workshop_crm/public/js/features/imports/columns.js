/** The second step: what the file holds, and which column is what. */

import { button } from "../../ui/button.js";
import { bdi, fill, h, ltr, uniqueId } from "../../ui/dom.js";
import { field } from "../../ui/field.js";
import { panel } from "../../ui/panel.js";
import { table } from "../../ui/table.js";

const DELIMITERS = {
	",": () => __("comma"),
	";": () => __("semicolon"),
	"\t": () => __("tab"),
	"|": () => __("vertical line"),
};

const KINDS = {
	customers: () => __("Customers"),
	invoices: () => __("Invoices"),
	balances: () => __("Opening balances of points"),
};

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} file the server's description of the upload
 * @param {{onCheck: (choices: Object) => Promise<void>, onOther: () => void}} actions
 * @returns {HTMLElement}
 */
export function columnsStep(host, file, actions) {
	let kind = file.kind;
	const columns = h("div", {});
	const order = dateOrder();
	const hasKinds = Object.keys(file.fields).length > 1;
	const kinds =
		hasKinds &&
		kindChoice(Object.keys(file.fields), kind, (chosen) => {
			kind = chosen;
			draw();
		});
	const draw = () => {
		fill(columns, columnTable(file, kind));
		order.hidden = kind === "customers";
	};
	const check = () =>
		actions.onCheck({
			kind,
			columns: chosenColumns(columns),
			order: order.querySelector("select")?.value || null,
		});
	draw();
	return panel(
		{ title: __("2. What is in it?"), name: "columns" },
		outline(host, file),
		kinds,
		columns,
		order,
		h(
			"div",
			{ class: "wcrm-row" },
			button(__("Check the file"), { kind: "primary", icon: "check", onClick: check }),
			button(__("Choose another file"), { onClick: actions.onOther }),
		),
	);
}

function outline(host, file) {
	const delimiter = DELIMITERS[file.delimiter]?.() ?? file.delimiter;
	return h(
		"p",
		{ class: "wcrm-dotted wcrm-muted" },
		h("strong", {}, bdi(file.file_name)),
		h("span", {}, __("rows: {0}", [host.format.number(file.rows)])),
		h("span", {}, ltr(file.encoding)),
		file.delimiter && h("span", {}, __("columns separated by {0}", [delimiter])),
	);
}

function kindChoice(kinds, kind, onChange) {
	const name = uniqueId("kind");
	const choice = (value, label) =>
		h(
			"label",
			{ class: "wcrm-choice" },
			h("input", {
				type: "radio",
				name,
				value,
				checked: value === kind,
				on: { change: () => onChange(value) },
			}),
			h("span", {}, label),
		);
	return h(
		"fieldset",
		{ class: "wcrm-fieldset" },
		h("legend", {}, __("The rows are")),
		h(
			"div",
			{ class: "wcrm-choices" },
			kinds.map((one) => choice(one, KINDS[one]())),
		),
	);
}

function columnTable(file, kind) {
	const taken = new Map(Object.entries(file.suggested[kind]).map(([name, place]) => [place, name]));
	const rows = file.columns.map((column, place) => ({ ...column, place, field: taken.get(place) ?? "" }));
	return table({
		caption: __("Columns of the file"),
		columns: [
			{ label: __("Column"), head: true, cell: (row) => bdi(row.heading || `#${row.place + 1}`) },
			{
				label: __("For example"),
				cell: (row) =>
					h(
						"span",
						{ class: "wcrm-muted" },
						row.samples.map((sample, index) => [index > 0 && " · ", bdi(sample)]),
					),
			},
			{ label: __("Field"), cell: (row) => fieldSelect(file, kind, row) },
		],
		rows,
	});
}

function fieldSelect(file, kind, row) {
	const needed = new Set(file.needed[kind].map(([first]) => first));
	const label = (one) => (needed.has(one.name) ? `${one.label} *` : one.label);
	const options = [
		{ name: "", label: __("Leave out") },
		...file.fields[kind].map((one) => ({ ...one, label: label(one) })),
	];
	return h(
		"select",
		{
			class: "wcrm-input",
			"aria-label": __("Field for the column {0}", [row.heading || row.place + 1]),
			data: { place: row.place },
		},
		options.map((option) =>
			h("option", { value: option.name, selected: option.name === row.field }, option.label),
		),
	);
}

function chosenColumns(element) {
	const selects = [...element.querySelectorAll("select[data-place]")].filter((select) => select.value);
	return Object.fromEntries(selects.map((select) => [select.value, Number(select.dataset.place)]));
}

function dateOrder() {
	return field({
		name: "order",
		label: __("Dates such as 05/03/2026"),
		type: "select",
		value: "",
		options: [
			{ value: "", label: __("As the column shows") },
			{ value: "day first", label: __("Day first: 5 March") },
			{ value: "month first", label: __("Month first: May 3") },
		],
	});
}
