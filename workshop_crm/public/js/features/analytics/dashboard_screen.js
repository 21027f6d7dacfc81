/** Who comes, who stays, what they are worth and what they say. */

import { hostForEach } from "../../host/within.js";
import { FilteredScreen } from "../../ui/filtered_screen.js";
import { keepFresh } from "../../ui/live.js";
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

class Dashboard extends FilteredScreen {
	/**
	 * @param {HTMLElement} root
	 * @param {import("../../host/types.js").Host} host
	 * @param {import("./filters.js").Filters} filters
	 */
	constructor(root, host, filters) {
		super(root, host, filters);
		this.hostForDrawing = hostForEach(host);
		this.data = null;
	}

	async load() {
		const { host, filters } = this;
		const answer = await this.latest(() =>
			Promise.all([host.call("analytics.dashboard", filters), host.call("analytics.views")]),
		);
		if (answer) this.take(answer[0], answer[1].views);
	}

	take(data, views) {
		if (!this.isNews([data, views])) return;
		this.data = data;
		this.draw(data, views);
	}

	draw(data, views) {
		const steps = {
			change: (filters) => this.change(filters),
			load: () => this.load(),
			showViews: (now) => this.take(this.data, now),
			redraw: () => this.draw(data, views),
		};
		const [host, drawn] = [this.host, this.hostForDrawing()].map(inOwnCalendar);
		this.show(dashboardView(host, drawn, data, views, this.filters, steps));
	}

	/** How far the job is that computes the figures of all customers. */
	showProgress(percent) {
		const place = this.root.querySelector("[data-progress]");
		if (!place) return;
		const text = __("The figures are being computed: {0}%", [this.host.format.number(percent)]);
		place.textContent = percent < 100 ? text : "";
	}
}
