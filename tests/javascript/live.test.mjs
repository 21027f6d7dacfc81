import "./page.mjs";

import assert from "node:assert/strict";
import { test } from "node:test";
import { within } from "../../workshop_crm/public/js/host/within.js";
import { Lifetime } from "../../workshop_crm/public/js/ui/lifetime.js";
import { keepFresh } from "../../workshop_crm/public/js/ui/live.js";
import { hostWith } from "./page.mjs";

// jsdom has no window to be seen in.
Object.defineProperty(document, "hidden", { value: false });

/** A screen that counts its refreshes, and the server's event. */
function screen() {
	const life = new Lifetime();
	const listeners = new Set();
	const listen = (_event, listener) => {
		listeners.add(listener);
		return () => listeners.delete(listener);
	};
	const root = document.createElement("div");
	document.body.append(root);
	const shown = { parent: document.body };
	Object.defineProperty(root, "offsetParent", { get: () => shown.parent });
	const count = { refreshes: 0 };
	keepFresh(within({ ...hostWith(), listen }, life), root, "answers", async () => {
		count.refreshes += 1;
	});
	return { life, count, shown, tell: () => [...listeners].map((listener) => listener()) };
}

test("an answer is on screen within two seconds, and many answers are fetched together", ({ mock }) => {
	mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
	const { life, count, tell } = screen();
	for (let answers = 0; answers < 20; answers += 1) tell();
	assert.equal(count.refreshes, 0);
	mock.timers.tick(2_000);
	assert.equal(count.refreshes, 1);
	tell();
	mock.timers.tick(2_000);
	assert.equal(count.refreshes, 2);
	tell();
	life.end();
	tell();
	mock.timers.tick(120_000);
	assert.equal(count.refreshes, 2);
});

test("what was missed while the window was away is fetched when it comes back", ({ mock }) => {
	mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
	const { life, count, shown, tell } = screen();
	shown.parent = null;
	tell();
	mock.timers.tick(2_000);
	assert.equal(count.refreshes, 0);
	shown.parent = document.body;
	document.dispatchEvent(new Event("visibilitychange"));
	assert.equal(count.refreshes, 1);
	life.end();
});
