/** All figures on one screen, from one answer of analytics.dashboard. */

import { button } from "../../ui/button.js";
import { h } from "../../ui/dom.js";
import { calendarButton } from "./calendar.js";
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
 * @typedef {Object} Steps
 * @property {(filters: import("./filters.js").Filters) => Promise<void>} change
 * @property {() => Promise<void>} load fetches the figures again
 * @property {(views: import("./views.js").View[]) => void} showViews
 * @property {() => void} redraw
 */

/**
 * @param {import("../../host/types.js").Host} host
 * @param {import("../../host/types.js").Host} drawn ends when the dashboard is drawn anew
 * @param {Object} data
 * @param {import("./views.js").View[]} views
 * @param {import("./filters.js").Filters} filters
 * @param {Steps} steps
 */
export function dashboardView(host, drawn, data, views, filters, steps) {
	const openList = (title, orderBy, more = {}) =>
		openCustomerList(host, title, { ...filters, ...more }, orderBy);
	return [
		bar(host, data, views, filters, steps),
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
		footer(host, data),
		h("p", { class: "wcrm-hint", role: "status", data: { progress: "" } }),
	];
}

function bar(host, data, views, filters, steps) {
	const saved = viewField(views, filters, steps.change);
	return filterBar(host, filters, data.options, steps.change, saved, [
		refreshButton(host, steps.load),
		calendarButton(host, steps.redraw),
		viewsButton(host, views, filters, steps.change, steps.showViews),
		paperButton(host, filters),
		...subscribeButton(host, filters),
	]);
}

function footer(host, data) {
	return h(
		"p",
		{ class: "wcrm-hint wcrm-computed" },
		__("Computed on {0}", [host.format.date(data.computed_on)]),
		data.method && ` · ${data.method}`,
		host.format.calendar === "hijri" && ` · ${__("Tables by month have Gregorian months.")}`,
	);
}

/** A manager has the figures computed again; everybody fetches them again. */
function refreshButton(host, load) {
	const refresh = async () => {
		try {
			if (host.context.can_manage) {
				await host.call("analytics.refresh");
				host.notify(
					__("The figures are being computed again; they appear here automatically."),
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
