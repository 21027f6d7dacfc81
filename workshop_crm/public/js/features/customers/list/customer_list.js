/** Customers picked out by filters, where nobody is searched for by name: read by all staff; managers write to many and save files. */

import { button } from "../../../ui/button.js";
import { ChoosableList } from "../../../ui/choosable_list.js";
import { h } from "../../../ui/dom.js";
import { exportButtons } from "../../../ui/export_buttons.js";
import { orReport } from "../../../ui/or_report.js";
import { nameOf } from "../../../ui/person.js";
import { emptyState } from "../../../ui/states.js";
import { RunsPanel } from "../../messaging/runs/runs_panel.js";
import { openBulkMessage } from "./bulk_message.js";
import { filterBar, filtersFrom } from "./list_filters.js";
import { listRow } from "./list_row.js";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {Object} params of the address
 * @param {(filters: Object) => void} onFilters what the address is to hold
 */
export function customerList(host, params, onFilters) {
	const values = { filters: filtersFrom(params) };
	const isManager = Boolean(host.context.can_manage);
	const list = new ChoosableList(host, {
		title: __("All customers"),
		name: "customer-list",
		isChoosable: isManager,
		ask: (page) => host.call("customers.listed", { ...values.filters, ...page }),
		keyOf: (row) => row.customer,
		labelOf: (row) => nameOf(host, row),
		row: (row) => listRow(host, row),
		bar: ({ options }) =>
			filterBar(host, values.filters, options, (filters) => {
				values.filters = filters;
				onFilters(filters);
				return list.restart();
			}),
		empty: () => emptyState("profile", __("No customers in this selection")),
		headActions: () =>
			isManager ? exportButtons(host, "customers.export_list", values.filters, "customers") : [],
		actions: ({ chosen }) => [messageButton(host, values, chosen, () => runs?.show())],
	});
	const runs = isManager ? new RunsPanel(host, "Message", () => list.reload()) : null;
	return {
		element: h("div", { class: "wcrm-stack" }, list.element, runs?.element),
		load: () => Promise.all([list.load(), runs?.load()]),
	};
}

function messageButton(host, values, chosen, onStarted) {
	const write = () => {
		const asked = { ...values.filters, customers: chosen.all ? null : [...chosen.keys] };
		return openBulkMessage(host, asked, () => {
			chosen.clear();
			return onStarted();
		});
	};
	return button(__("Send a message"), {
		kind: "primary",
		icon: "send",
		small: true,
		onClick: orReport(host, write),
		attributes: { "data-action": "message-many" },
	});
}
