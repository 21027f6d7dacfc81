/** The page asks the same questions as the server: one table for both (tests/core/surveys/test_conditions.py). */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import "./page.mjs";

const { isMet } = await import("../../workshop_crm/public/js/features/surveys/survey_page.js");
const table = JSON.parse(readFileSync(new URL("../core/surveys/conditions.json", import.meta.url), "utf8"));

for (const { operator, value, given, met } of table)
	test(`[${given}] ${operator} ${value}: ${met}`, () => assert.equal(isMet(operator, value, given), met));
