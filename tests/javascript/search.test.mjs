import "./page.mjs";

import assert from "node:assert/strict";
import { test } from "node:test";
import { valuesFromQuery } from "../../workshop_crm/public/js/features/customers/customer_form.js";
import { CustomerSearch } from "../../workshop_crm/public/js/features/search/customer_search.js";
import { marked, placesIn, samePlaces } from "../../workshop_crm/public/js/features/search/highlight.js";
import { hostWith, pause } from "./page.mjs";

const written = (parts) =>
	parts.map((part) => part.outerHTML?.replace(/ class="[^"]*"/, "") ?? part).join("");

test("what matched is marked, whatever the order of its places", () => {
	const places = [
		{ start: 6, end: 9 },
		{ start: 0, end: 2 },
	];
	assert.equal(written(marked("Ahmad Ali", places)), "<mark>Ah</mark>mad <mark>Ali</mark>");
});

test("places that overlap or lie outside mark nothing twice", () => {
	const places = [
		{ start: 0, end: 3 },
		{ start: 1, end: 2 },
		{ start: 2, end: 99 },
		{ start: 50, end: 60 },
	];
	assert.equal(
		marked("Ahmad", places)
			.map((part) => part.textContent ?? part)
			.join(""),
		"Ahmad",
	);
});

test("places are counted in characters, not in halves of them", () => {
	assert.equal(written(marked("🚗 سيارة", [{ start: 2, end: 7 }])), "🚗 <mark>سيارة</mark>");
});

test("markup in a name stays text", () => {
	const [name] = marked("<b>x</b>", []);
	assert.equal(name, "<b>x</b>");
});

test("a hit's places are those of the field and of the phone that is asked for", () => {
	const spans = [
		{ field: "phone", number: 1, start: 0, end: 2 },
		{ field: "phone", start: 4, end: 6 },
		{ field: "name", start: 0, end: 1 },
	];
	assert.deepEqual(placesIn({ spans }, "phone"), [spans[1]]);
	assert.deepEqual(placesIn({ spans }, "phone", 1), [spans[0]]);
	assert.deepEqual(placesIn({}, "phone"), []);
});

test("digits found in the full number are marked in the national form, where a zero stands for the country", () => {
	const shown = "055 123 4567";
	const marks = (start, end) =>
		samePlaces("+966551234567", [{ start, end }], shown).map((one) => shown.slice(one.start, one.end));
	assert.deepEqual(marks(6, 9), ["123"]);
	assert.deepEqual(marks(4, 6), ["055"]);
	assert.deepEqual(marks(1, 4), ["0"]);
	assert.deepEqual(marks(9, 13), ["4567"]);
});

test("what was typed becomes the first values of a new customer", () => {
	const typed = {
		"Ahmad Ali": { name: "Ahmad Ali" },
		"أحمد علي": { name_ar: "أحمد علي" },
		"0551234567": { phone: "0551234567" },
		"Ahmad 055 123 4567": { phone: "055 123 4567", name: "Ahmad" },
		"أحمد ٠٥٥١٢٣٤٥٦٧": { phone: "٠٥٥١٢٣٤٥٦٧", name_ar: "أحمد" },
		"ABJ 1234": { name: "ABJ" },
		"A 12": {},
		"": {},
	};
	for (const [query, values] of Object.entries(typed))
		assert.deepEqual(valuesFromQuery(query), values, query);
});

const hit = (customer) => ({ customer, name: customer, phones: [], vehicles: [], spans: [] });

function searchBox(find, options = {}) {
	Element.prototype.scrollIntoView ??= () => {};
	const chosen = [];
	const host = hostWith({ "search.find": find });
	const search = new CustomerSearch(host, {
		onChoose: ({ customer }) => chosen.push(customer),
		...options,
	});
	document.body.append(search.element);
	return { host, search, chosen };
}

function type(search, text) {
	search.input.value = text;
	search.input.dispatchEvent(new Event("input"));
}

const press = (search, key) => search.onKey({ key, preventDefault() {}, stopPropagation() {} });

test("keys in a row ask once", async () => {
	const { host, search } = searchBox(() => ({ hits: [] }));
	for (const text of ["a", "ah", "ahm"]) type(search, text);
	await pause(200);
	assert.deepEqual(
		host.asked.map(({ args }) => args.query),
		["ahm"],
	);
});

test("Enter waits for the answer to what was typed last", async () => {
	const waits = { old: 60, new: 10 };
	const { search, chosen } = searchBox(async ({ query }) => {
		await pause(waits[query]);
		return { hits: [hit(query)] };
	});
	type(search, "old");
	search.ask();
	type(search, "new");
	press(search, "Enter");
	await pause(150);
	assert.deepEqual(chosen, ["new"]);
	assert.equal(search.hits[0].customer, "new");
});

test("a question that is replaced is over, so that nobody waits for it", async () => {
	const { search } = searchBox(async ({ query }) => {
		await pause(query ? 0 : 1000);
		return { hits: [] };
	});
	const first = search.ask();
	type(search, "ahmad");
	await search.ask();
	await Promise.race([first, pause(100).then(() => assert.fail("still waiting"))]);
});

test("a failed search says why and offers nobody", async () => {
	const { search } = searchBox(() => Promise.reject(new Error("The server cannot be reached.")));
	await search.ask();
	assert.match(search.nothing.textContent, /cannot be reached/);
	assert.deepEqual([search.hits, search.element.dataset.busy], [[], undefined]);
});
