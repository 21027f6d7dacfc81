/** Rows that are likely customers who are there already: which are, and which are somebody else. */

import { button } from "../../ui/button.js";
import { bdi, h, ltr } from "../../ui/dom.js";
import { sameLabel } from "../../ui/labels.js";
import { table } from "../../ui/table.js";

const APART = "apart";
const MERGE = "merge";
const ROW = "#";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} report
 * @returns {{element: HTMLElement, decided: () => Object, undecided: () => number, onChange: (listener: () => void) => void}}
 *   onChange: calls the listener now and after every decision
 */
export function doublesTable(host, report) {
	const selects = report.doubles.map((double) => decision(host, double));
	const others = otherDoubles(host, report);
	const all = [...selects, ...others.selects];
	const undecided = () => all.filter((select) => !select.value).length;
	const listeners = [];
	const changed = () => {
		for (const listener of listeners) listener();
	};
	for (const select of all) select.addEventListener("change", changed);
	return {
		element: h(
			"div",
			{ class: "wcrm-stack", data: { part: "doubles" } },
			heading(decideAll(all, changed)),
			doublesRows(host, report.doubles, selects),
			others.element,
		),
		decided: () => ({
			doubles: Object.fromEntries(
				report.doubles.map(({ line }, place) => [line, selects[place].value]),
			),
			other_doubles: others.selects[0]?.value ?? APART,
		}),
		undecided,
		onChange: (listener) => {
			listeners.push(listener);
			listener();
		},
	};
}

function heading(choose) {
	return h(
		"div",
		{ class: "wcrm-toolbar" },
		h("h3", {}, __("Who is likely there already")),
		h(
			"div",
			{ class: "wcrm-row" },
			button(__("All are the same"), { small: true, onClick: () => choose(false) }),
			button(__("All are other people"), { small: true, onClick: () => choose(true) }),
		),
	);
}

/** @returns {(areApart: boolean) => void} decides about every row at once */
function decideAll(selects, changed) {
	return (areApart) => {
		for (const select of selects) select.value = areApart ? APART : select.dataset.likeliest;
		changed();
	};
}

function doublesRows(host, doubles, selects) {
	return table({
		caption: __("Likely doubles"),
		columns: [
			{
				label: __("Line"),
				number: true,
				head: true,
				cell: ({ double }) => host.format.number(double.line),
			},
			{ label: __("In the file"), cell: ({ double }) => person(double) },
			{
				label: __("Perhaps the same as"),
				cell: ({ double }) => h("div", {}, double.candidates.map(candidate)),
			},
			{ label: __("Decision"), cell: ({ select }) => select },
		],
		rows: doubles.map((double, place) => ({ double, select: selects[place] })),
	});
}

function person({ name, name_ar, phone }) {
	return h(
		"span",
		{ class: "wcrm-double" },
		bdi(name),
		name_ar && name_ar !== name && [" · ", bdi(name_ar)],
		phone && [" ", h("span", { class: "wcrm-muted" }, ltr(phone))],
	);
}

function candidate(one) {
	const line = one.handle.startsWith(ROW) && __("line {0}", [one.handle.slice(ROW.length)]);
	return h(
		"div",
		{},
		person(one),
		" ",
		h("span", { class: "wcrm-hint" }, [line, sameLabel(one.reason)].filter(Boolean).join(" · ")),
	);
}

function decision(host, double) {
	const [likeliest] = double.candidates;
	const options = [
		["", __("Please choose")],
		...double.candidates.map((one) => [one.handle, __("The same: {0}", [shown(one)])]),
		[APART, __("Another person")],
	];
	return h(
		"select",
		{
			class: "wcrm-input",
			"aria-label": __("Decision for line {0}", [host.format.number(double.line)]),
			data: { line: double.line, likeliest: likeliest.handle },
		},
		options.map(([value, label]) =>
			h("option", { value, selected: value === (double.must_be_decided ? "" : APART) }, label),
		),
	);
}

function shown(one) {
	return one.handle.startsWith(ROW) ? __("line {0}", [one.handle.slice(ROW.length)]) : one.name;
}

/** Where a file has more doubles than a page shows, one decision is for the rest. */
function otherDoubles(host, report) {
	const more = report.doubles_found - report.doubles.length;
	if (more <= 0) return { selects: [], element: null };
	const options = [
		["", __("Please choose")],
		[MERGE, __("The same as the likeliest one")],
		[APART, __("Other people")],
	];
	const select = /** @type {HTMLSelectElement} */ (
		h(
			"select",
			{ class: "wcrm-input", data: { likeliest: MERGE } },
			options.map(([value, label]) => h("option", { value }, label)),
		)
	);
	const text = __("{0} more rows are like them:", [host.format.number(more)]);
	return { selects: [select], element: h("label", { class: "wcrm-field" }, text, select) };
}
