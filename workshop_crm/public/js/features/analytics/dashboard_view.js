/** All figures on one screen, from one answer of analytics.dashboard. */

import { button } from "../../ui/button.js";
import { h } from "../../ui/dom.js";
import { dashboardCards } from "./cards.js";
import { openCustomerList } from "./customer_list.js";
import { filterBar } from "./filters.js";
import { forecastPanel } from "./forecast.js";
import { funnelPanel } from "./funnel.js";
import { heatmapPanel } from "./heatmap.js";
import { paperButton, subscribeButton } from "./paper_actions.js";
import { retentionPanel } from "./retention.js";
import { returnCurvesPanel } from "./return_curves.js";
import { satisfactionChart } from "./satisfaction.js";
import { segmentsPanel } from "./segments.js";
import { serviceMonthsPanel } from "./service_months.js";
import { servicesPanel } from "./services.js";
import { tierMovesPanel } from "./tier_moves.js";
import { trendPanel } from "./trend.js";
import { valueGroupsPanel } from "./value_groups.js";
import { viewField, viewsButton } from "./views.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {import("../../host/types.js").Host} drawn ends when the dashboard is drawn anew
 * @param {Object} data
 * @param {import("./views.js").View[]} views
 * @param {import("./filters.js").Filters} filters
 * @param {{change: (filters: import("./filters.js").Filters) => Promise<void>, load: () => Promise<void>,
 *	showViews: (views: import("./views.js").View[]) => void}} steps load fetches the figures again
 */
export function dashboardView(host, drawn, data, views, filters, steps) {
	const openList = (title, orderBy, more = {}) =>
		openCustomerList(host, title, { ...filters, ...more }, orderBy);
	return [
		filterBar(host, filters, data.options, steps.change, viewField(views, filters, steps.change), [
			refreshButton(host, steps.load),
			viewsButton(host, views, filters, steps.change, steps.showViews),
			paperButton(host, filters),
			...subscribeButton(host, filters),
		]),
		dashboardCards(host, data.cards, openList),
		h(
			"div",
			{ class: "wcrm-columns-wide" },
			trendPanel(drawn, data, filters, openList),
			satisfactionChart(drawn, data, filters),
		),
		h(
			"div",
			{ class: "wcrm-columns-even" },
			segmentsPanel(host, data, filters, openList),
			servicesPanel(host, data, filters, openList),
		),
		funnelPanel(host, data, filters, openList),
		valueGroupsPanel(host, data, filters, openList),
		returnCurvesPanel(host, data, filters),
		retentionPanel(host, data, filters, openList),
		serviceMonthsPanel(host, data, filters, openList),
		tierMovesPanel(host, data, filters, openList),
		heatmapPanel(host, data, filters, openList),
		forecastPanel(host, data, filters),
		h(
			"p",
			{ class: "wcrm-hint wcrm-computed" },
			__("Computed on {0}", [host.format.date(data.computed_on)]),
			data.method && ` · ${data.method}`,
		),
		h("p", { class: "wcrm-hint", role: "status", data: { progress: "" } }),
	];
}

/** A manager has the figures computed again; everybody fetches them again. */
function refreshButton(host, load) {
	const refresh = async () => {
		try {
			if (host.context.can_manage) {
				await host.call("analytics.refresh");
				host.notify(
					__("The figures are being computed again; they appear here by themselves."),
					"info",
				);
			}
			await load();
		} catch (error) {
			host.notify(error.message, "bad");
		}
	};
	return button(__("Refresh"), { icon: "refresh", small: true, onClick: refresh });
}
