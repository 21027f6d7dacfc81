import "./page.mjs";

import assert from "node:assert/strict";
import { test } from "node:test";
import { filtersFrom } from "../../workshop_crm/public/js/features/analytics/filters.js";
import { plateReading } from "../../workshop_crm/public/js/features/vehicles/plate_reading.js";
import { replaceQuery, screenAddress } from "../../workshop_crm/public/js/host/address.js";
import { callAddress, callServer } from "../../workshop_crm/public/js/host/http.js";
import { periodsLike, usualPeriod } from "../../workshop_crm/public/js/ui/filter_fields.js";
import { intervalBar, shareText } from "../../workshop_crm/public/js/ui/interval.js";
import { segmentLabel, segmentTone } from "../../workshop_crm/public/js/ui/labels.js";
import { avatar, nameOf, otherNameOf, whatsappAddress } from "../../workshop_crm/public/js/ui/person.js";
import { hostWith, pause } from "./page.mjs";

test("the profile's customer stands in the path, everything else in the query", () => {
	assert.equal(screenAddress("profile", { customer: "A/B ج" }), "/app/workshop-profile/A%2FB%20%D8%AC");
	assert.equal(screenAddress("checkout", { customer: "C-1" }), "/app/workshop-checkout?customer=C-1");
	assert.equal(screenAddress("follow_ups"), "/app/workshop-follow-ups");
	assert.equal(screenAddress("dashboard", { segment: null, from_date: "" }), "/app/workshop-dashboard");
});

test("the address follows without a new entry in the history", () => {
	const before = history.length;
	replaceQuery({ q: "ahmad", limit: undefined });
	assert.equal(location.search, "?q=ahmad");
	replaceQuery({});
	assert.deepEqual([location.search, history.length], ["", before]);
});

test("the address keeps only what filters the dashboard", () => {
	assert.deepEqual(filtersFrom({ segment: "Lost", from_date: "", customer: "C-1", __proto__: {} }), {
		segment: "Lost",
	});
});

test("on the 30th the dates are those of two usual periods, and own dates of none", () => {
	const periods = [
		{ name: "all", from_date: null, to_date: null },
		{ name: "month", from_date: "2026-11-01", to_date: "2026-11-30" },
		{ name: "30", from_date: "2026-11-01", to_date: "2026-11-30" },
	];
	const host = hostWith({}, { periods });
	const named = (filters) => periodsLike(host, filters).map(({ value }) => value);
	assert.deepEqual(named({ from_date: "2026-11-01", to_date: "2026-11-30" }), ["month", "30"]);
	assert.deepEqual(named({ from_date: "2026-11-02", to_date: "2026-11-30" }), []);
	assert.deepEqual(named({}), ["all"]);
	assert.deepEqual(usualPeriod(host, "30"), { from_date: "2026-11-01", to_date: "2026-11-30" });
});

test("a share is shown between its limits, and none while nobody answered", () => {
	const host = hostWith();
	const estimate = { share: 0.8, low: 0.6, high: 0.9, n: 12 };
	assert.equal(intervalBar(host, estimate).title, "Between 60% and 90% (95%), answers: 12");
	assert.equal(shareText(host, estimate), "80%");
	for (const none of [null, { n: 0 }]) {
		assert.equal(shareText(host, none), "–");
		assert.equal(intervalBar(host, none).textContent, "No answers yet");
	}
});

test("an unknown code shows as it came, and a name of Object's own is no code", () => {
	assert.equal(segmentLabel("High Risk"), "High risk");
	assert.equal(segmentLabel("Something new"), "Something new");
	assert.equal(segmentLabel("constructor"), "constructor");
	assert.equal(segmentLabel(null), "");
	assert.equal(segmentTone(""), "neutral");
});

test("a person is called by the name of the reader's language, else by the other, else by the id", () => {
	const both = { name: "Ahmad", name_ar: "أحمد", customer: "C-1" };
	const [english, arabic] = [hostWith(), hostWith({}, { language: "ar" })];
	assert.deepEqual([nameOf(english, both), otherNameOf(english, both)], ["Ahmad", "أحمد"]);
	assert.deepEqual([nameOf(arabic, both), otherNameOf(arabic, both)], ["أحمد", "Ahmad"]);
	assert.deepEqual(
		[nameOf(arabic, { name: "Ahmad" }), otherNameOf(arabic, { name: "Ahmad" })],
		["Ahmad", ""],
	);
	assert.equal(nameOf(english, { customer: "C-1" }), "C-1");
});

test("initials come from words, not from signs", () => {
	assert.equal(avatar("(ahmad) 'ali' omar").textContent, "A\u200cA");
	assert.equal(avatar("").textContent, "");
});

test("an article is no initial", () => {
	assert.equal(avatar("محمد الحربي").textContent, "م\u200cح");
	assert.equal(avatar("الخليج للنقل").textContent, "خ\u200cل");
	assert.equal(avatar("Omar Al-Harbi").textContent, "O\u200cH");
	assert.equal(avatar("Al Noor Fleet").textContent, "N\u200cF");
	assert.equal(avatar("آل").textContent, "آ");
	assert.equal(avatar("Al").textContent, "A");
});

test("a WhatsApp address has digits alone and the text as it is", () => {
	assert.equal(
		whatsappAddress("+966 55-1", "كيف & ماذا?"),
		`https://wa.me/966551?text=${encodeURIComponent("كيف & ماذا?")}`,
	);
});

const plate = (more = {}) => ({ latin: "ABJ 1234", arabic: "أ ب ح ١٢٣٤", ...more });

test("a plate is read a moment after the last key, in both scripts", async () => {
	const host = hostWith({ "vehicles.read_plate": () => plate() });
	const reading = plateReading(host, {});
	const input = document.createElement("input");
	reading.follow(input);
	for (const text of ["A", "AB", "ABJ 1234"]) {
		input.value = text;
		input.dispatchEvent(new Event("input"));
	}
	await pause(350);
	assert.deepEqual(
		host.asked.map(({ args }) => args.text),
		["ABJ 1234"],
	);
	assert.match(reading.element.textContent, /ABJ 1234/);
	assert.match(reading.element.textContent, /أ ب ح ١٢٣٤/);
});

test("a car of somebody else is offered, the customer's own is not", async () => {
	const known = plate({ vehicle: "CAR-1", owned: true, owner: { customer: "C-2", name: "Omar" } });
	const offers = async (owner) => {
		const reading = plateReading(hostWith({ "vehicles.read_plate": () => known }), {
			owner,
			onTakeOver() {},
		});
		const input = document.createElement("input");
		input.value = "ABJ 1234";
		reading.follow(input);
		await pause(20);
		return reading.element.querySelectorAll("button").length;
	};
	assert.equal(await offers({ customer: "C-1" }), 1);
	assert.equal(await offers({ customer: "C-2" }), 0);
});

test("half a plate is explained, not refused", async () => {
	const host = hostWith({
		"vehicles.read_plate": () => Promise.reject(new Error("Write the digits, too.")),
	});
	const reading = plateReading(host, {});
	const input = document.createElement("input");
	input.value = "ABJ";
	reading.follow(input);
	await pause(20);
	assert.equal(reading.element.textContent, "Write the digits, too.");
});

const answer = (status, body) => async () => ({ ok: status < 400, status, json: async () => body });

test("a refusal carries the server's words as text, and the input it names", async (context) => {
	const messages = JSON.stringify([JSON.stringify({ message: "The <b>phone</b> is &lt;wrong&gt;." })]);
	context.mock.method(
		globalThis,
		"fetch",
		answer(417, { _server_messages: messages, field: "phone", exc_type: "Refused" }),
	);
	await assert.rejects(callServer("customers.save_customer", {}), {
		name: "CallError",
		message: "The phone is <wrong>.",
		status: 417,
		field: "phone",
	});
});

test("an answer that is none still says what to do", async (context) => {
	const fetch = context.mock.method(globalThis, "fetch", answer(500, {}));
	await assert.rejects(callServer("visits.quote"), /Try again in a moment/);
	fetch.mock.mockImplementation(answer(403, {}));
	await assert.rejects(callServer("visits.quote"), /not allowed/);
	fetch.mock.mockImplementation(async () => {
		throw new TypeError("network");
	});
	await assert.rejects(callServer("visits.quote"), { status: 0, message: /cannot be reached/ });
});

test("arguments without a value are left out of body and address", async (context) => {
	const fetch = context.mock.method(globalThis, "fetch", answer(200, { message: 1 }));
	await callServer("search.find", { query: "", limit: 0, after: null, more: undefined });
	assert.deepEqual(JSON.parse(fetch.mock.calls[0].arguments[1].body), { query: "", limit: 0 });
	assert.equal(
		callAddress("analytics.export", { table: "segments", segment: null }),
		"/api/method/workshop_crm.api.analytics.export?table=segments",
	);
});
