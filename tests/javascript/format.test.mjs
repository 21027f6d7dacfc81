import "./page.mjs";

import assert from "node:assert/strict";
import { test } from "node:test";
import { writeWith } from "../../workshop_crm/public/js/host/digits.js";
import { createFormat, daysAfter, daysBetween } from "../../workshop_crm/public/js/host/format.js";
import { readNumber } from "../../workshop_crm/public/js/ui/field.js";
import { hostWith } from "./page.mjs";

const english = hostWith().format;
const arabic = hostWith({}, { language: "ar" }).format;
const plain = (text) => text.replace(/[\u00a0\u202f\u200f\u061c]/g, " ").trim();

test("money has the decimals of its currency", () => {
	assert.equal(plain(english.money(1234.5)), "SAR 1,234.50");
	assert.equal(
		plain(hostWith({}, { currency: "KWD", currency_precision: 3 }).format.money(12.345)),
		"KWD 12.345",
	);
	assert.equal(plain(english.money(1234.5, { rounded: true })), "SAR 1,235");
});

test("money in a currency that Intl does not know still shows its amount", () => {
	assert.equal(hostWith({}, { currency: "not one" }).format.money(5), "5.00 not one");
});

test("Arabic numbers have Arabic-Indic digits and their own separators", () => {
	assert.equal(arabic.number(1234.5, 1), "١٬٢٣٤٫٥");
	assert.equal(plain(arabic.percent(0.5)).replace(/[^\u0660-\u0669]/g, ""), "٥٠");
	assert.match(arabic.date("2026-11-05"), /^٥ .*٢٠٢٦/);
});

test("points that were taken back carry a sign, and none does not", () => {
	assert.deepEqual([80, -80, 0].map(english.signedPoints), ["+80", "-80", "0"]);
});

test("a day stays that day in every time zone", async (context) => {
	const before = process.env.TZ;
	context.after(() => {
		if (before === undefined) delete process.env.TZ;
		else process.env.TZ = before;
	});
	for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Riyadh"]) {
		process.env.TZ = zone;
		const { createFormat } = await import(`../../workshop_crm/public/js/host/format.js?${zone}`);
		assert.equal(
			createFormat({ language: "en", currency: "SAR" }).date("2026-03-01"),
			"1 Mar 2026",
			zone,
		);
	}
});

test("a missing or broken day is empty", () => {
	assert.deepEqual([null, undefined, "", "soon"].map(english.date), ["", "", "", ""]);
});

test("days are counted across months, leap days and backwards", () => {
	assert.equal(daysBetween("2028-02-28", "2028-03-01"), 2);
	assert.equal(daysBetween("2026-03-01", "2026-02-28"), -1);
});

test("the day after the last of a month or a year is the first of the next", () => {
	assert.equal(daysAfter("2028-02-28", 1), "2028-02-29");
	assert.equal(daysAfter("2026-12-31", 1), "2027-01-01");
	assert.equal(daysAfter("2026-03-29", 7), "2026-04-05");
});

test("what is long ago is told in months and years", () => {
	assert.equal(english.daysAgo(0), "today");
	assert.equal(english.daysAgo(44), "44 days ago");
	assert.equal(english.daysAgo(61), "2 months ago");
	assert.equal(english.daysAgo(730), "2 years ago");
	assert.equal(english.daysAgo(-1), "tomorrow");
});

test("weekdays begin with Sunday and hours have two digits", () => {
	assert.deepEqual([0, 6].map(english.weekday), ["Sun", "Sat"]);
	assert.equal(english.hour(7), "07");
});

test("a typed number is read in either script's digits and separators", () => {
	const typed = { "1,250.5": 1250.5, "١٬٢٥٠٫٥": 1250.5, "۱۲": 12, " 7 ": 7, "-3": -3, 0: 0 };
	for (const [text, number] of Object.entries(typed)) assert.equal(readNumber(text), number, text);
});

test("what is no number is none", () => {
	for (const text of [
		"",
		null,
		undefined,
		"12 km",
		"1.2.3",
		"--1",
		"1e5",
		"٥ كم",
		"12,50",
		"1,2,3",
		"1,2500",
	])
		assert.equal(readNumber(text), null, text);
});

test("days and months take the right form of the word in both languages", () => {
	const english = createFormat({ language: "en", currency: "SAR" });
	const arabic = createFormat({ language: "ar", currency: "SAR" });
	assert.deepEqual(
		[english.days(1), english.days(365), english.months(12)],
		["1 day", "365 days", "12 months"],
	);
	assert.deepEqual([arabic.days(2), arabic.days(5), arabic.days(365)], ["يومين", "٥ أيام", "٣٦٥ يومًا"]);
	assert.equal(arabic.months(12), "١٢ شهرًا");
});

test("a site of Western digits has no other ones in Arabic", () => {
	const western = createFormat({ language: "ar", currency: "SAR", digits: "latn" });
	const written = [
		western.money(-1234.5),
		western.number(1234.5, 1),
		western.percent(0.5),
		western.date("2026-11-05"),
		western.days(365),
		western.compact(1500),
	];
	assert.doesNotMatch(written.join(" "), /[\u0660-\u0669\u066a-\u066c]/);
	assert.equal(western.number(1234.5, 1), "1,234.5");
});

test("translations get the digits of the site", () => {
	const messages = { "Last 30 days": "آخر ٣٠ يومًا", "95 %": "٩٥٪", Hello: "مرحبًا" };
	writeWith(messages, "arab");
	assert.equal(messages["95 %"], "٩٥٪");
	writeWith(messages, "latn");
	assert.deepEqual(messages, { "Last 30 days": "آخر 30 يومًا", "95 %": "95%", Hello: "مرحبًا" });
});

test("hours have one decimal at most", () => {
	assert.equal(english.hours(1.25), "1.3 hours");
	assert.equal(arabic.hours(2), "ساعتين");
});

test("a currency is called by its name", () => {
	assert.equal(arabic.currencyName, "ريال سعودي");
	assert.equal(english.currencyName, "Saudi Riyal");
	assert.equal(hostWith({}, { currency: "not one" }).format.currencyName, "not one");
});
