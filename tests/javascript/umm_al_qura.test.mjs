import "./page.mjs";

import assert from "node:assert/strict";
import { test } from "node:test";
import { createFormat } from "../../workshop_crm/public/js/host/format.js";
import {
	daysOfHijri,
	FIRST_YEAR,
	hijriOf,
	isoOfHijri,
	LAST_YEAR,
} from "../../workshop_crm/public/js/host/umm_al_qura.js";
import { dayField } from "../../workshop_crm/public/js/ui/filter_fields.js";
import { hostWith } from "./page.mjs";

test("every first and last day of a month comes back", () => {
	for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1)
		for (let month = 1; month <= 12; month += 1)
			for (const day of [1, 15, daysOfHijri(year, month)])
				assert.deepEqual(hijriOf(isoOfHijri(year, month, day)), { year, month, day });
});

test("days are those of the server, also with a time of day, and none outside the calendar", () => {
	assert.deepEqual(hijriOf("2026-11-29"), { year: 1448, month: 6, day: 19 });
	assert.deepEqual(hijriOf("2026-11-29 23:59:00"), { year: 1448, month: 6, day: 19 });
	assert.deepEqual(["1979-11-19", "2077-11-17", "", null, "soon"].map(hijriOf), Array(5).fill(null));
	assert.equal(isoOfHijri(1447, 8, 30), "2026-02-17");
});

test("a day is written in the reader's language and calendar", () => {
	const [english, arabic] = ["en", "ar"].map((language) => createFormat({ language }, "hijri"));
	assert.equal(english.date("2026-11-29"), "19 Jumada II 1448 AH");
	assert.equal(arabic.date("2026-11-29"), "١٩ جمادى الآخرة ١٤٤٨ هـ");
	assert.equal(english.date(""), "");
	assert.equal(english.date("1970-01-01"), "1 Jan 1970");
	assert.equal(english.month("2026-11"), "Nov 2026");
});

function filterOf(value) {
	const host = hostWith();
	host.format = createFormat(host.context, "hijri");
	const told = [];
	const element = dayField(host, "from_date", "From", value, (change) => told.push(change.from_date));
	const choose = (part, chosen) => {
		const select = element.querySelector(`[name=from_date_${part}]`);
		select.value = String(chosen);
		select.dispatchEvent(new Event("change"));
		return told[told.length - 1];
	};
	return { element, choose };
}

test("a Hijri day is chosen in parts and told as an ISO day", () => {
	assert.equal(filterOf("2026-11-29").choose("day", 1), "2026-11-11");
	assert.equal(filterOf("2026-11-11").choose("month", 9), "2026-02-18");
	assert.equal(filterOf("2026-02-18").choose("month", 8), "2026-01-20");
	assert.equal(filterOf("").choose("year", 1447), "2025-06-26");
	assert.equal(filterOf("").choose("month", 1), "2026-06-16");
	assert.equal(filterOf("2026-02-18").choose("year", ""), "");
});

test("a day outside the calendar keeps the field of the browser", () => {
	assert.equal(filterOf("1970-01-01").element.querySelector("input").type, "date");
});
