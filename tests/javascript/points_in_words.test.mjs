import "./page.mjs";

import assert from "node:assert/strict";
import { test } from "node:test";
import { pointsInWords } from "../../workshop_crm/public/js/ui/points_in_words.js";
import { hostWith } from "./page.mjs";

test("one point is a point, and every other number is points", () => {
	const { format } = hostWith();
	const said = [0, 1, 2, 3, 11, 100, 1250, -1].map((number) => pointsInWords(format, number));
	assert.deepEqual(said, [
		"0 points",
		"1 point",
		"2 points",
		"3 points",
		"11 points",
		"100 points",
		"1,250 points",
		"-1 points",
	]);
});

test("Arabic has a form for each of its six categories", (context) => {
	const arabic = {
		"1 point": "نقطة واحدة",
		"2 points": "نقطتان",
		"{few} points": "{few} نقاط",
		"{many} points": "{many} نقطة",
		"{other} points": "{other} نقطة",
	};
	const english = globalThis.__;
	globalThis.__ = (text) => arabic[text] ?? text;
	context.after(() => {
		globalThis.__ = english;
	});
	const { format } = hostWith({}, { language: "ar" });
	const said = [1, 2, 3, 10, 11, 99, 100, 103].map((number) => pointsInWords(format, number));
	assert.deepEqual(said, [
		"نقطة واحدة",
		"نقطتان",
		"٣ نقاط",
		"١٠ نقاط",
		"١١ نقطة",
		"٩٩ نقطة",
		"١٠٠ نقطة",
		"١٠٣ نقاط",
	]);
});
