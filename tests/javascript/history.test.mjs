import "./page.mjs";

import assert from "node:assert/strict";
import { test } from "node:test";
import { LoadedHistory } from "../../workshop_crm/public/js/features/messaging/loaded_history.js";
import { hostWith } from "./page.mjs";

const PROFILE = { customer: "CUST-1", history: { entries: ["call", "visit"], next: "after visit" } };

function historyOf(...pages) {
	const host = hostWith({ "messaging.history": async () => pages.shift() });
	return { host, loaded: new LoadedHistory(host, PROFILE) };
}

test("more of the history follows what is shown, until there is no more", async () => {
	const { host, loaded } = historyOf({ entries: ["note"], next: null });
	assert.equal(loaded.hasMore, true);
	await loaded.loadMore();
	assert.deepEqual([loaded.entries, loaded.hasMore], [["call", "visit", "note"], false]);
	assert.deepEqual(host.asked[0].args, {
		customer: "CUST-1",
		before: "after visit",
		limit: 20,
		kinds: null,
	});
});

test("another kind is asked for from the newest on and takes the place of what is shown", async () => {
	const { host, loaded } = historyOf({ entries: ["call"], next: null });
	loaded.kind = "Call";
	await loaded.reload();
	assert.deepEqual([loaded.entries, loaded.hasMore], [["call"], false]);
	assert.deepEqual([host.asked[0].args.before, host.asked[0].args.kinds], [null, ["Call"]]);
});
