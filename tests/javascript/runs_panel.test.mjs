import "./page.mjs";

import assert from "node:assert/strict";
import { test } from "node:test";
import { RunsPanel } from "../../workshop_crm/public/js/features/messaging/runs/runs_panel.js";
import { hostWith } from "./page.mjs";

const RUN = {
	run: "RUN-1",
	status: "Running",
	template: "Invitation",
	started_on: "2026-11-28T09:00:00",
	started_by: "Sara",
	done: 3,
	total: 9,
	left_out: [{ reason: "No consent", count: 2 }],
};
const DONE = { written: 7, waiting: 0, sent: 7, delivered: 7, failed: 0, came: 0 };

function panelOf(runs) {
	const host = hostWith({ "messaging.runs": () => ({ runs: runs.shift() }) });
	host.life = { after: () => {} };
	return new RunsPanel(host, "Message", () => {});
}

test("who was left out stays open while a run goes on and when it has ended", async () => {
	const panel = panelOf([[RUN], [{ ...RUN, done: 5 }], [{ ...RUN, ...DONE, status: "Done" }]]);
	await panel.load();
	panel.element.querySelector("details").open = true;
	await panel.load();
	assert.equal(panel.element.querySelector("progress").value, 5);
	assert.ok(panel.element.querySelector("details").open);
	await panel.load();
	assert.match(panel.element.textContent, /Finished/);
	assert.ok(panel.element.querySelector("details").open);
});

test("a run of which nothing changed keeps its row", async () => {
	const panel = panelOf([[RUN], [{ ...RUN }]]);
	await panel.load();
	const row = panel.element.querySelector("li");
	await panel.load();
	assert.equal(panel.element.querySelector("li"), row);
});
