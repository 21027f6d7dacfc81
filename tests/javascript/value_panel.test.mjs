import assert from "node:assert/strict";
import { test } from "node:test";
import { valuePanel } from "../../workshop_crm/public/js/features/analytics/value.js";
import { hostWith } from "./page.mjs";

const VALUE = {
	segment: "Active",
	clv: 900,
	p_alive: 0.91,
	expected_visits: 3.2,
	visit_range: { fewest: 2, most: 5 },
	chance: { share: 0.63, days: 183 },
	rfm_group: "Loyal",
	recency_days: 10,
	visits: 7,
	average_visit: 300,
	computed_on: "2026-11-28",
};

function shown(changes = {}, language = "en") {
	const element = valuePanel(hostWith({}, { language }), { value: { ...VALUE, ...changes } });
	const pairs = [...element.querySelectorAll(".wcrm-facts > div")].map((pair) => [
		pair.querySelector("dt").textContent,
		pair.querySelector("dd").textContent.replace(/[\u200e\u200f\u061c]/g, ""),
	]);
	return Object.fromEntries(pairs);
}

test("how often and how likely a customer comes is said in words of the counter", () => {
	const facts = shown();
	assert.equal(facts["Standing among customers"], "Loyal customer");
	assert.equal(facts["Expected visits in 12 months"], "2 to 5; on average 3.2");
	assert.equal(facts["Likely to return"], "91%");
	assert.equal(facts["Likely to come again within 6 months"], "63%");
});

test("a range of one number is that number", () => {
	const facts = shown({ visit_range: { fewest: 0, most: 0 }, expected_visits: 0.1 });
	assert.equal(facts["Expected visits in 12 months"], "0; on average 0.1");
});

test("a young workshop's horizon is said in days", () => {
	assert.ok("Likely to come again within 40 days" in shown({ chance: { share: 0.5, days: 40 } }));
});

test("what is not known is left out, and a chance of nothing is not", () => {
	const facts = shown({ chance: null, p_alive: null, visit_range: null, rfm_group: null });
	assert.deepEqual(
		Object.keys(facts).filter((term) => /Likely|Standing/.test(term)),
		[],
	);
	assert.equal(facts["Expected visits in 12 months"], "3.2");
	assert.equal(shown({ chance: { share: 0, days: 183 } })["Likely to come again within 6 months"], "0%");
});

test("Arabic has its own digits and form of the month", () => {
	const facts = shown({}, "ar");
	assert.equal(facts["Expected visits in ١٢ شهرًا"], "٢ to ٥; on average ٣٫٢");
	assert.ok(Object.keys(facts).some((term) => /٦ أشهر/.test(term)));
});
