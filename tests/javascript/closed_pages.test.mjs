import "./page.mjs";

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { explainClosedPages, PAGES } from "../../workshop_crm/public/js/desk/closed_pages.js";
import { mountScreen } from "../../workshop_crm/public/js/features/mount.js";
import { SCREENS } from "../../workshop_crm/public/js/features/registry.js";
import { mount as mountToday } from "../../workshop_crm/public/js/features/today/today_screen.js";
import { CallError } from "../../workshop_crm/public/js/host/http.js";
import { hostWith } from "./page.mjs";

const FOLDERS = new URL("../../workshop_crm/workshop_crm/page/", import.meta.url);

test("every page of the desk is known, each with its screen", () => {
	const pages = readdirSync(FOLDERS).filter((folder) => folder.startsWith("workshop_"));
	assert.deepEqual(Object.keys(PAGES).sort(), pages.map((folder) => folder.replaceAll("_", "-")).sort());
	for (const screen of Object.values(PAGES)) assert.ok(SCREENS[screen], screen);
});

test("only pages that are not open to the user are explained", () => {
	const standard = {};
	globalThis.frappe = {
		boot: { page_info: { "workshop-search": {} } },
		standard_pages: standard,
		container: { add_page: (name) => ({ name }) },
	};
	const shown = [];
	explainClosedPages((wrapper, screen) => shown.push([wrapper.name, screen]));
	standard["workshop-dashboard"]();
	assert.deepEqual(shown, [["workshop-dashboard", "dashboard"]]);
	assert.ok(!("workshop-search" in standard));
});

const refusing = (status) =>
	hostWith({
		"visits.options": () => {
			throw new CallError("You may not read customers.", status);
		},
	});

async function opened(host, params) {
	const place = document.createElement("div");
	await mountScreen(place, "checkout", host, params).ready;
	return place;
}

test("a screen whose records are not open to the user leads back, and does not offer to try again", async () => {
	const place = await opened(refusing(403));
	assert.match(place.textContent, /“Complete a service” is not open to you.*You may not read customers/);
	assert.deepEqual(
		[...place.querySelectorAll("button")].map((one) => one.textContent),
		["Back"],
	);
	const broken = await opened(refusing(500));
	assert.equal(broken.querySelector("button").textContent, "Try again");
});

test("a day of which nothing is open to the user says so", async () => {
	const root = document.createElement("div");
	const host = hostWith({ "today.show": () => ({ branches: [], branch: "", sections: {} }) });
	await mountToday(root, host, {});
	host.life.end();
	assert.match(root.textContent, /“Today” is not open to you.*Ask the manager/);
});
