import assert from "node:assert/strict";
import { test } from "node:test";
import { addingUp } from "../../workshop_crm/public/js/ui/filter_changes.js";

test("a second choice keeps the first, before the bar is drawn anew", () => {
	const seen = [];
	const change = addingUp(
		{ segment: "New" },
		(values) => values,
		(filters) => seen.push(filters),
	);
	change({ from_date: "2001-01-01" });
	change({ to_date: "2001-01-31" });
	assert.deepEqual(seen, [
		{ segment: "New", from_date: "2001-01-01" },
		{ segment: "New", from_date: "2001-01-01", to_date: "2001-01-31" },
	]);
});
