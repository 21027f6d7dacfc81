/** Which service is in demand when: visits by service and month. */

import { serviceLabel } from "../../ui/labels.js";
import { panel } from "../../ui/panel.js";
import { emptyState } from "../../ui/states.js";
import { monthGrid } from "./month_grid.js";
import { panelButtons } from "./table_actions.js";

export function serviceMonthsPanel(host, data, filters, openList) {
	const { months, rows } = data.service_months;
	const open = (title, cell) => openList(title, "visits", { cell });
	return panel(
		{
			title: __("Services by month"),
			name: "service_months",
			note: __("Visits in the last twelve months"),
			actions: panelButtons(host, "service_months", filters),
		},
		rows.length
			? monthGrid(host, __("Services by month"), months, rows.map(rowOf(host)), open)
			: emptyState("car", __("No visits in this selection")),
	);
}

function rowOf(host) {
	return ({ service_type: service, name_ar: arabic, counts }) => {
		const name = serviceLabel(host, service, arabic);
		return {
			name,
			data: { serviceType: service },
			counts,
			cell: (month) => `service_months/${month}/${service}`,
			words: (month, count) => __("{0}, {1}, visits: {2}", [name, month, count]),
		};
	};
}
