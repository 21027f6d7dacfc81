/** All cars that need a service, and reminders to one or many of their owners. */

import { button } from "../../../ui/button.js";
import { ChoosableList } from "../../../ui/choosable_list.js";
import { fill, h } from "../../../ui/dom.js";
import { exportButtons } from "../../../ui/export_buttons.js";
import { orReport } from "../../../ui/or_report.js";
import { nameOf } from "../../../ui/person.js";
import { emptyState } from "../../../ui/states.js";
import { askAndRun } from "../../messaging/runs/ask_run.js";
import { RunsPanel } from "../../messaging/runs/runs_panel.js";
import { filterBar, filtersFrom } from "./due_filters.js";
import { dueRow } from "./due_row.js";

/** @type {import("../../../host/types.js").Screen["mount"]} */
export async function mount(root, host, params) {
	const list = dueList(host, filtersFrom(params), () => runs.show());
	const runs = new RunsPanel(host, "Service Reminder", () => list.reload());
	fill(root, h("div", { class: "wcrm-stack" }, list.element, runs.element));
	await Promise.all([list.load(), runs.load()]);
}

function dueList(host, start, onStarted) {
	const values = { filters: start };
	const change = (filters) => {
		values.filters = filters;
		host.setQuery(filters);
		return list.restart();
	};
	const list = new ChoosableList(host, {
		title: __("Cars"),
		name: "due",
		ask: (page) => host.call("vehicles.due", { ...values.filters, ...page }),
		keyOf: (row) => row.vehicle,
		labelOf: (row) => `${nameOf(host, row)} ${row.car} ${row.plate}`,
		row: (row) => dueRow(host, row, () => list.reload()),
		bar: (answer) => filterBar(host, values.filters, answer, change),
		empty: () => nothing(values.filters),
		headActions: () => files(host, values),
		actions: ({ chosen }) => [
			button(__("Send reminders"), {
				kind: "primary",
				icon: "send",
				small: true,
				onClick: orReport(host, () => remindMany(host, values.filters, chosen, onStarted)),
				attributes: { "data-action": "remind-many" },
			}),
		],
	});
	return list;
}

/** @param {import("../../../ui/chosen_rows.js").ChosenRows} chosen */
function remindMany(host, filters, chosen, onStarted) {
	const asked = { ...filters, vehicles: chosen.all ? null : [...chosen.keys] };
	return askAndRun(host, {
		title: __("Send service reminders?"),
		label: __("Send reminders"),
		ask: () => host.call("vehicles.reminder_question", asked),
		start: (key) => host.call("vehicles.remind_many", { ...asked, key }),
		onStarted: () => {
			chosen.clear();
			return onStarted();
		},
	});
}

/** The list as it is shown, for managers. */
function files(host, values) {
	if (!host.context.can_manage) return [];
	return exportButtons(host, "vehicles.export_due", values.filters, "due");
}

function nothing(filters) {
	if (Object.keys(filters).length) return emptyState("car", __("No car in this selection"));
	return emptyState(
		"check",
		__("No car needs a service now"),
		__("Cars appear here a month before a service that they had before is due again."),
	);
}
