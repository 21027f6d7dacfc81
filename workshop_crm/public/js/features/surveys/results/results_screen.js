/** What the answers say, how far invitations get, and who waits for a call. */

import { hostForEach } from "../../../host/within.js";
import { h } from "../../../ui/dom.js";
import { usualPeriod } from "../../../ui/filter_fields.js";
import { FilteredScreen } from "../../../ui/filtered_screen.js";
import { keepFresh } from "../../../ui/live.js";
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

class Results extends FilteredScreen {
	/**
	 * @param {HTMLElement} root
	 * @param {import("../../../host/types.js").Host} host
	 * @param {import("./result_filters.js").Filters} filters
	 * @param {Array<{name: string, name_ar: string}>} serviceTypes
	 */
	constructor(root, host, filters, serviceTypes) {
		super(root, host, filters);
		this.serviceTypes = serviceTypes;
		this.hostForDrawing = hostForEach(host);
		/** The grouping that is shown, whatever is fetched anew. */
		this.view = { by: "service_type" };
	}

	async load() {
		const { host, filters } = this;
		const answer = await this.latest(() =>
			Promise.all([
				host.call("surveys.results", filters),
				host.call("surveys.funnel", filters),
				host.call("surveys.answer_list", { ...filters, limit: 20 }),
			]),
		);
		if (answer && this.isNews(answer)) this.draw(...answer);
	}

	draw(scores, funnel, answers) {
		const { host, filters, serviceTypes } = this;
		const drawn = this.hostForDrawing();
		this.show(
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
	}
}
