import "./page.mjs";

import assert from "node:assert/strict";
import { test } from "node:test";
import { ChoosableList } from "../../workshop_crm/public/js/ui/choosable_list.js";
import { h } from "../../workshop_crm/public/js/ui/dom.js";
import { hostWith } from "./page.mjs";

/** A list that shows a and b; further answers come when the test says so. */
async function slowList() {
	const waiting = [];
	const list = new ChoosableList(hostWith(), {
		title: "Cars",
		name: "cars",
		ask: () => new Promise((answer) => waiting.push(answer)),
		keyOf: (row) => row.name,
		labelOf: (row) => row.name,
		row: (row) => [h("span", {}, row.name)],
		bar: () => h("div"),
		empty: () => h("p"),
		headActions: () => [],
		actions: () => [],
	});
	const answer = (...names) => waiting.shift()({ rows: names.map((name) => ({ name })), total: 9 });
	const first = list.load();
	answer("a", "b");
	await first;
	return { list, answer };
}

const names = (list) => [...list.element.querySelectorAll("li span")].map((span) => span.textContent);

test("further rows stand below those that are shown", async () => {
	const { list, answer } = await slowList();
	const more = list.loadMore();
	answer("c");
	await more;
	assert.deepEqual(names(list), ["a", "b", "c"]);
});

test("further rows of an earlier filter are dropped", async () => {
	const { list, answer } = await slowList();
	const more = list.loadMore();
	const filtered = list.restart();
	answer("c");
	await more;
	answer("x");
	await filtered;
	assert.deepEqual(names(list), ["x"]);
});
