/** The front desk's day on one page: what was done, what is open, whom to call. Each row has its next step. */

import { fill, h } from "../../ui/dom.js";
import { choiceField } from "../../ui/filter_fields.js";
import { keepFocus } from "../../ui/focus_place.js";
import { keepOnDevice, keptOnDevice } from "../../ui/kept_on_device.js";
import { keepFresh } from "../../ui/live.js";
import { orReport } from "../../ui/or_report.js";
import { closedNotice } from "../../ui/states.js";
import { SECTIONS, sectionPanel } from "./sections.js";

const STORE = "workshop_crm.today_branch";
const MORE_ROWS = 20;
const EVENTS = [
	"workshop_crm_follow_ups",
	"workshop_crm_actions",
	"workshop_crm_surveys",
	"workshop_crm_analytics",
];

/** @type {import("../../host/types.js").Screen["mount"]} */
export async function mount(root, host, params) {
	const day = new Day(host, params.branch ?? keptOnDevice(STORE) ?? "");
	fill(root, day.element);
	await day.load();
	keepFresh(host, root, EVENTS, () => day.load().catch(() => {}));
}

class Day {
	/**
	 * @param {import("../../host/types.js").Host} host
	 * @param {string} branch empty for all
	 */
	constructor(host, branch) {
		this.host = host;
		this.branch = branch;
		/** How many rows of a section are on screen, where it is more than the first few. */
		this.limits = {};
		this.shown = {};
		this.questions = {};
		this.bar = h("div", { class: "wcrm-filters", hidden: true });
		const names = Object.keys(SECTIONS);
		this.places = Object.fromEntries(names.map((name) => [name, h("div", { hidden: true })]));
		const column = (side) =>
			h(
				"div",
				{ class: "wcrm-column-main" },
				names.filter((name) => SECTIONS[name].side === side).map((name) => this.places[name]),
			);
		const columns = h("div", { class: "wcrm-columns-even wcrm-today" }, column("start"), column("end"));
		this.closed = h("div", { class: "wcrm-panel", hidden: true });
		this.element = h("div", { class: "wcrm-stack" }, this.bar, this.closed, columns);
	}

	/** All sections; those with more rows than the first few keep them. */
	async load() {
		const longer = Object.keys(this.limits);
		await Promise.all([this.ask(""), ...longer.map((section) => this.ask(section))]);
	}

	/** Draws only what changed, so that a refresh closes no menu and moves nothing. */
	async ask(section) {
		this.questions[section] = (this.questions[section] ?? 0) + 1;
		const own = this.questions[section];
		const limit = section ? this.limits[section] : undefined;
		const answer = await this.host.call("today.show", { branch: this.branch, section, limit });
		if (own !== this.questions[section]) return;
		if (!section) this.drawHead(answer);
		for (const name of Object.keys(SECTIONS))
			if (section ? name === section : !this.limits[name]) this.draw(name, answer.sections[name]);
	}

	draw(name, section) {
		const reply = JSON.stringify(section ?? null);
		if (this.shown[name] === reply) return;
		this.shown[name] = reply;
		const place = this.places[name];
		place.hidden = !section;
		const ways = { reload: this.reloading(name), more: this.growing(name) };
		keepFocus(place, () => fill(place, section && sectionPanel(this.host, name, section, ways)));
	}

	/** After a step in a row. */
	reloading(name) {
		return orReport(this.host, () => this.ask(this.limits[name] ? name : ""));
	}

	growing(name) {
		return orReport(this.host, () => {
			this.limits[name] = (this.limits[name] ?? 0) + MORE_ROWS;
			return this.ask(name);
		});
	}

	drawHead(answer) {
		this.drawBar(answer);
		this.closed.hidden = Object.keys(answer.sections).length > 0;
		if (this.closed.hidden || this.closed.firstChild) return;
		const why = __(
			"Your user may read none of the records of this page. Ask the manager for the rights of the front desk.",
		);
		fill(this.closed, closedNotice(__("Today"), why));
	}

	drawBar({ branches, branch }) {
		this.branch = branch;
		this.bar.hidden = !branches.length;
		const options = [
			{ value: "", label: __("All branches") },
			...branches.map((name) => ({ value: name, label: name })),
		];
		const choose = (values) => this.choose(values.branch);
		keepFocus(this.bar, () =>
			fill(this.bar, choiceField("branch", __("Branch"), branch, options, choose)),
		);
	}

	choose(branch) {
		this.branch = branch;
		keepOnDevice(STORE, branch);
		this.host.setQuery({ branch });
		return orReport(this.host, () => this.load())();
	}
}
