/** Who comes, who stays, what they are worth and what they say. */

import { hostForEach } from "../../host/within.js";
import { button } from "../../ui/button.js";
import { fill, h } from "../../ui/dom.js";
import { keepFresh } from "../../ui/live.js";
import { failure } from "../../ui/states.js";
import { dashboardCards } from "./cards.js";
import { openCustomerList } from "./customer_list.js";
import { filterBar, filtersFrom } from "./filters.js";
import { heatmapPanel } from "./heatmap.js";
import { retentionPanel } from "./retention.js";
import { satisfactionChart } from "./satisfaction.js";
import { segmentsPanel } from "./segments.js";
import { servicesPanel } from "./services.js";
import { trendPanel } from "./trend.js";

/** @type {import("../../host/types.js").Screen["mount"]} */
export async function mount(root, host, params) {
	let filters = filtersFrom(params);
	let shown = "";
	let question = 0;
	const hostForDrawing = hostForEach(host);

	const change = async (chosen) => {
		filters = chosen;
		host.setQuery(filters);
		root.dataset.state = "loading";
		try {
			await load();
		} catch (error) {
			shown = "";
			fill(
				root,
				h(
					"div",
					{ class: "wcrm-panel" },
					failure(error, () => change({})),
				),
			);
		}
		root.dataset.state = "ready";
	};

	/** Draws only what changed, so that a refresh does not fold tables or move the page. */
	async function load() {
		question += 1;
		const own = question;
		const data = await host.call("analytics.dashboard", filters);
		const answer = JSON.stringify(data);
		if (own !== question || answer === shown) return;
		shown = answer;
		const focused = document.activeElement?.getAttribute("data-filter");
		fill(root, dashboard(host, hostForDrawing(), data, filters, change, load));
		if (focused) filterNamed(root, focused)?.focus({ preventScroll: true });
	}

	await load();
	keepFresh(host, root, "workshop_crm_analytics", () => load().catch(() => {}));
}

/** @returns {?HTMLElement} */
function filterNamed(root, name) {
	return root.querySelector(`[data-filter="${name}"]`);
}

/**
 * @param {import("../../host/types.js").Host} host
 * @param {import("../../host/types.js").Host} drawn ends when the dashboard is drawn anew
 */
function dashboard(host, drawn, data, filters, change, load) {
	const openList = (title, orderBy, more = {}) =>
		openCustomerList(host, title, { ...filters, ...more }, orderBy);
	return [
		filterBar(host, filters, data.options, change, [refreshButton(host, load)]),
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
		retentionPanel(host, data, filters),
		heatmapPanel(host, data, filters),
		h(
			"p",
			{ class: "wcrm-hint wcrm-computed" },
			__("Computed on {0}", [host.format.date(data.computed_on)]),
			data.method && ` · ${data.method}`,
		),
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
