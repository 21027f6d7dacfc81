/** The latest messages to many: how far each is, who was left out, and what came of it. */

import { button } from "../../../ui/button.js";
import { bdi, fill, h } from "../../../ui/dom.js";
import { focusTitle, keepFocus } from "../../../ui/focus_place.js";
import { templateLabel } from "../../../ui/labels.js";
import { orReport } from "../../../ui/or_report.js";
import { badge, panel } from "../../../ui/panel.js";
import { counted } from "./ask_run.js";

const LOOK_AGAIN_MS = 1500;

export class RunsPanel {
	/**
	 * @param {import("../../../host/types.js").Host} host
	 * @param {"Service Reminder"|"Message"} kind
	 * @param {() => *} onDone when a run that was watched has ended
	 */
	constructor(host, kind, onDone) {
		this.host = host;
		this.kind = kind;
		this.onDone = onDone;
		this.wasRunning = false;
		/** What is shown of each run, by its name. @type {Map<string, {reply: string, row: HTMLElement}>} */
		this.shown = new Map();
		this.place = h("ul", { class: "wcrm-list" });
		const note = __("A visit within 30 days after the message counts as come back.");
		this.element = panel({ title: __("Sent to many"), name: "runs", note }, this.place);
		this.element.hidden = true;
	}

	/** Looks again and again while one is at work, even where one look has failed. */
	async load() {
		try {
			await this.look();
		} finally {
			if (this.wasRunning) this.host.life.after(() => this.load().catch(() => {}), LOOK_AGAIN_MS);
		}
	}

	async look() {
		const { runs } = await this.host.call("messaging.runs", { kind: this.kind });
		this.element.hidden = runs.length === 0;
		keepFocus(this.element, () =>
			fill(
				this.place,
				runs.map((run) => this.freshRow(run)),
			),
		);
		const isRunning = runs.some(isUnderWay);
		const hasEnded = this.wasRunning && !isRunning;
		this.wasRunning = isRunning;
		if (hasEnded) this.onDone();
	}

	/** After a run was begun: the focus goes to it, once the dialog has given it back. */
	async show() {
		await this.load();
		this.host.life.after(() => focusTitle(this.element), 0);
	}

	/** A row that is as before stays, and what was opened in one stays open. */
	freshRow(run) {
		const reply = JSON.stringify(run);
		const before = this.shown.get(run.run);
		if (before?.reply === reply) return before.row;
		const row = this.row(run);
		const details = row.querySelector("details");
		if (details) details.open = before?.row.querySelector("details")?.open ?? false;
		this.shown.set(run.run, { reply, row });
		return row;
	}

	row(run) {
		const { host } = this;
		const left = run.left_out.reduce((sum, one) => sum + one.count, 0);
		return h(
			"li",
			{ class: "wcrm-list-row wcrm-list-row-top", data: { run: run.run, status: run.status } },
			h(
				"div",
				{ class: "wcrm-grow wcrm-due-about" },
				h(
					"div",
					{ class: "wcrm-row" },
					head(host, run),
					badge(statusLabel(run.status), tone(run.status)),
				),
				isUnderWay(run) ? progress(host, run) : results(host, run),
				left > 0 && leftOut(host, run, left),
			),
			run.can_stop && this.stopButton(run),
		);
	}

	stopButton({ run }) {
		const stop = async () => {
			const { not_sent: notSent, left } = await this.host.call("messaging.stop_run", { run });
			const { number } = this.host.format;
			this.host.notify(
				__("{0} were not sent, {1} had left already.", [number(notSent), number(left)]),
				"good",
			);
			await this.load();
		};
		return button(__("Stop"), { icon: "close", small: true, onClick: orReport(this.host, stop) });
	}
}

function isUnderWay({ status }) {
	return status === "Queued" || status === "Running";
}

function head(host, run) {
	return h(
		"span",
		{},
		run.template && h("strong", {}, bdi(templateLabel(run.template)), " · "),
		host.format.dateTime(run.started_on),
		" · ",
		bdi(run.started_by),
	);
}

function progress(host, { done, total }) {
	const { number } = host.format;
	return h(
		"label",
		{ class: "wcrm-row" },
		h("progress", { value: String(done), max: String(total), "aria-label": __("Progress") }),
		h("span", { class: "wcrm-hint" }, __("{0} of {1}", [number(done), number(total)])),
	);
}

function results(host, run) {
	const { number } = host.format;
	const parts = [
		["written", __("Written: {0}", [number(run.written)])],
		["waiting", run.waiting > 0 && __("Waiting: {0}", [number(run.waiting)])],
		["sent", __("Sent: {0}", [number(run.sent)])],
		["delivered", __("Delivered: {0}", [number(run.delivered)])],
		["failed", run.failed > 0 && __("Not delivered: {0}", [number(run.failed)])],
		["came", __("Came back: {0}", [number(run.came)])],
	];
	return h(
		"p",
		{ class: "wcrm-dotted" },
		parts.map(([name, text]) => text && h("span", { data: { result: name } }, text)),
	);
}

function leftOut(host, run, left) {
	return h(
		"details",
		{},
		h("summary", {}, __("Left out: {0}", [host.format.number(left)])),
		counted(host, run.left_out, ({ reason }) => reason),
	);
}

function statusLabel(status) {
	return {
		Queued: __("About to begin"),
		Running: __("Being written"),
		Done: __("Finished"),
		Stopped: __("Stopped"),
	}[status];
}

function tone(status) {
	return { Queued: "neutral", Running: "accent", Done: "good", Stopped: "warn" }[status];
}
