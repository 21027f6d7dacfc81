/** Who comes, who stays, what they are worth and what they say. */

import { hostForEach } from "../../host/within.js";
import { fill, h } from "../../ui/dom.js";
import { keepFresh } from "../../ui/live.js";
import { failure } from "../../ui/states.js";
import { inOwnCalendar } from "./calendar.js";
import { dashboardView } from "./dashboard_view.js";
import { filtersFrom } from "./filters.js";

/** @type {import("../../host/types.js").Screen["mount"]} */
export async function mount(root, host, params) {
	const dashboard = new Dashboard(root, host, filtersFrom(params));
	await dashboard.load();
	keepFresh(host, root, "workshop_crm_analytics", () => dashboard.load().catch(() => {}));
	host.listen("workshop_crm_analytics_progress", ({ percent }) => dashboard.showProgress(percent));
}

class Dashboard {
	/**
	 * @param {HTMLElement} root
	 * @param {import("../../host/types.js").Host} host
	 * @param {import("./filters.js").Filters} filters
	 */
	constructor(root, host, filters) {
		this.root = root;
		this.host = host;
		this.filters = filters;
		this.hostForDrawing = hostForEach(host);
		/** The answers on screen; they show what newer ones change. */
		this.shown = "";
		this.data = null;
		this.questions = 0;
	}

	async change(filters) {
		this.filters = filters;
		this.host.setQuery(filters);
		this.root.dataset.state = "loading";
		try {
			await this.load();
		} catch (error) {
			this.showFailure(error);
		}
		this.root.dataset.state = "ready";
	}

	/** Draws only what changed, so that a refresh does not fold tables or move the page. */
	async load() {
		this.questions += 1;
		const own = this.questions;
		const [data, { views }] = await Promise.all([
			this.host.call("analytics.dashboard", this.filters),
			this.host.call("analytics.views"),
		]);
		if (own === this.questions) this.show(data, views);
	}

	show(data, views) {
		const answers = JSON.stringify([data, views]);
		if (answers === this.shown) return;
		this.shown = answers;
		this.data = data;
		this.draw(data, views);
	}

	/** The filter that had the focus keeps it. */
	draw(data, views) {
		const focused = document.activeElement?.getAttribute("data-filter");
		const steps = {
			change: (filters) => this.change(filters),
			load: () => this.load(),
			showViews: (now) => this.show(this.data, now),
			redraw: () => this.draw(data, views),
		};
		const [host, drawn] = [this.host, this.hostForDrawing()].map(inOwnCalendar);
		fill(this.root, dashboardView(host, drawn, data, views, this.filters, steps));
		if (focused) filterNamed(this.root, focused)?.focus({ preventScroll: true });
	}

	/** How far the job is that computes the figures of all customers. */
	showProgress(percent) {
		const place = this.root.querySelector("[data-progress]");
		if (!place) return;
		const text = __("The figures are being computed: {0} %", [this.host.format.number(percent)]);
		place.textContent = percent < 100 ? text : "";
	}

	showFailure(error) {
		this.shown = "";
		const withoutFilters = () => this.change({});
		fill(this.root, h("div", { class: "wcrm-panel" }, failure(error, withoutFilters)));
	}
}

/** @returns {?HTMLElement} */
function filterNamed(root, name) {
	return root.querySelector(`[data-filter="${name}"]`);
}
