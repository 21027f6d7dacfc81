import "./page.mjs";

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { explainClosedPages, PAGES } from "../../workshop_crm/public/js/desk/closed_pages.js";
import { SCREENS } from "../../workshop_crm/public/js/features/registry.js";

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
