/** What the answers say, how far invitations get, and who waits for a call. */

import { hostForEach } from "../../../host/within.js";
import { fill, h } from "../../../ui/dom.js";
import { usualPeriod } from "../../../ui/filter_fields.js";
import { keepFresh } from "../../../ui/live.js";
import { failure } from "../../../ui/states.js";
import { answersPanel } from "./answer_list.js";
import { funnelPanel } from "./funnel.js";
import { groupsPanel } from "./groups.js";
import { loopPanel } from "./loop.js";
import { measureCards } from "./measures.js";
import { filtersFrom, resultFilterBar } from "./result_filters.js";
import { trendPanel } from "./trend.js";

/** @type {import("../../../host/types.js").Screen["mount"]} */
export async function mount(root, host, params) {
	const { service_types: serviceTypes } = await host.call("visits.options");
	const given = filtersFrom(params);
	const filters = Object.keys(given).length ? given : usualPeriod(host, "90");
	const results = new Results(root, host, filters, serviceTypes);
	await results.load();
	keepFresh(host, root, "workshop_crm_surveys", () => results.load().catch(() => {}));
}

class Results {
	/**
	 * @param {HTMLElement} root
	 * @param {import("../../../host/types.js").Host} host
	 * @param {import("./result_filters.js").Filters} filters
	 * @param {Array<{name: string, name_ar: string}>} serviceTypes
	 */
	constructor(root, host, filters, serviceTypes) {
		this.root = root;
		this.host = host;
		this.filters = filters;
		this.serviceTypes = serviceTypes;
		this.hostForDrawing = hostForEach(host);
		/** The replies on screen; it shows what newer ones change. */
		this.shown = "";
		this.questions = 0;
		/** The grouping that is shown, whatever is fetched anew. */
		this.view = { by: "service_type" };
	}

	async change(filters) {
		this.filters = filters;
		this.host.setQuery(filters);
		this.root.dataset.state = "loading";
		try {
			await this.load();
		} catch (error) {
			this.shown = "";
			fill(
				this.root,
				h(
					"div",
					{ class: "wcrm-panel" },
					failure(error, () => this.change({})),
				),
			);
		}
		this.root.dataset.state = "ready";
	}

	/** Draws only what changed, so that a refresh does not fold tables or move the page. */
	async load() {
		this.questions += 1;
		const own = this.questions;
		const [scores, funnel, answers] = await Promise.all([
			this.host.call("surveys.results", this.filters),
			this.host.call("surveys.funnel", this.filters),
			this.host.call("surveys.answer_list", { ...this.filters, limit: 20 }),
		]);
		const replies = JSON.stringify([scores, funnel, answers]);
		if (own !== this.questions || replies === this.shown) return;
		this.shown = replies;
		this.draw(scores, funnel, answers);
	}

	draw(scores, funnel, answers) {
		const focused = document.activeElement?.getAttribute("data-filter");
		const { host, filters, serviceTypes } = this;
		const drawn = this.hostForDrawing();
		fill(
			this.root,
			resultFilterBar(host, filters, scores.options, serviceTypes, (next) => this.change(next)),
			measureCards(host, scores, funnel),
			funnelPanel(host, funnel, filters),
			trendPanel(host, scores.trend, filters),
			groupsPanel(host, scores, filters, serviceTypes, this.view),
			h(
				"div",
				{ class: "wcrm-columns-even" },
				loopPanel(host, scores.loop),
				answersPanel(drawn, answers, filters, serviceTypes),
			),
		);
		if (focused)
			/** @type {?HTMLElement} */ (this.root.querySelector(`[data-filter="${focused}"]`))?.focus({
				preventScroll: true,
			});
	}
}
