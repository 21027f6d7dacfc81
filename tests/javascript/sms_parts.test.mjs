// The same examples as tests/core/messaging/test_segments.py: both count alike.

import assert from "node:assert/strict";
import { test } from "node:test";
import { smsParts } from "../../workshop_crm/public/js/features/messaging/sms_parts.js";

const EXAMPLES = [
	["", 0],
	["a", 1],
	["a".repeat(160), 1],
	["a".repeat(161), 2],
	["a".repeat(306), 2],
	["a".repeat(307), 3],
	["ع".repeat(70), 1],
	["ع".repeat(71), 2],
	["ع".repeat(134), 2],
	["ع".repeat(135), 3],
	[`${"a".repeat(69)}ع`, 1],
	["€".repeat(80), 1],
	["€".repeat(81), 2],
	["🚗".repeat(35), 1],
	["🚗".repeat(36), 2],
	[`${"a".repeat(152)}€${"a".repeat(151)}`, 2],
	[`${"a".repeat(152)}€${"a".repeat(152)}`, 3],
	[`${"ع".repeat(66)}🚗${"ع".repeat(66)}`, 3],
];

test("a text is counted as the server counts it", () => {
	for (const [text, count] of EXAMPLES) assert.equal(smsParts(text), count, text);
});
