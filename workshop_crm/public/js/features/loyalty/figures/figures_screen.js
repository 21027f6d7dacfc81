/** What the owner sees of the loyalty program: points, tiers, members, cost, rewards and rules, and the rows behind each number. */

import { hostForEach } from "../../../host/within.js";
import { h } from "../../../ui/dom.js";
import { usualPeriod } from "../../../ui/filter_fields.js";
import { FilteredScreen } from "../../../ui/filtered_screen.js";
import { emptyState } from "../../../ui/states.js";
import { costPanel } from "./cost.js";
import { figureFilterBar, filtersFrom } from "./figure_filters.js";
import { membersPanel } from "./members.js";
import { breakagePanel, pointCards, pointsPanel } from "./points.js";
import { rewardUsesPanel } from "./reward_uses.js";
import { ruleEffectsPanel } from "./rule_effects.js";
import { tierFlowPanel, tierSizesPanel } from "./tier_flow.js";

/** @type {import("../../../host/types.js").Screen["mount"]} */
export async function mount(root, host, params) {
	const given = filtersFrom(params);
	const screen = new LoyaltyFigures(
		root,
		host,
		Object.keys(given).length ? given : usualPeriod(host, "365"),
	);
	await screen.load();
}

class LoyaltyFigures extends FilteredScreen {
	/**
	 * @param {HTMLElement} root
	 * @param {import("../../../host/types.js").Host} host
	 * @param {import("./figure_filters.js").Filters} filters
	 */
	constructor(root, host, filters) {
		super(root, host, filters);
		this.hostForDrawing = hostForEach(host);
		this.isOld = false;
		host.listen("workshop_crm_loyalty_figures", () => this.isOld && this.load());
	}

	async load() {
		const answer = await this.latest(async () => [await this.host.call("loyalty.figures", this.filters)]);
		if (!answer) return;
		const [figures] = answer;
		this.isOld = Boolean(figures?.counted_on);
		this.show(figures ? this.panels(this.hostForDrawing(), figures) : noProgram());
	}

	panels(host, figures) {
		const { filters } = this;
		return [
			figureFilterBar(host, filters, figures.programs, figures.program, (next) => this.change(next)),
			figures.counted_on && countedBefore(host, figures.counted_on),
			pointCards(host, figures),
			pointsPanel(host, figures, filters),
			h(
				"div",
				{ class: "wcrm-columns-even" },
				breakagePanel(host, figures, filters),
				costPanel(host, figures, filters),
			),
			membersPanel(host, figures, filters),
			tierSizesPanel(host, figures, filters),
			tierFlowPanel(host, figures, filters),
			rewardUsesPanel(host, figures, filters),
			ruleEffectsPanel(host, figures, filters),
		];
	}
}

/** @param {import("../../../host/types.js").Host} host @param {string} moment */
function countedBefore(host, moment) {
	const text = __("Figures of {0}. What happened since is being counted; the page updates by itself.", [
		host.format.dateTime(moment),
	]);
	return h("p", { class: "wcrm-hint", role: "status", data: { counted: moment } }, text);
}

function noProgram() {
	return emptyState(
		"loyalty",
		__("No loyalty program yet"),
		__("Set one up and add customers to it; they then earn points automatically."),
	);
}
