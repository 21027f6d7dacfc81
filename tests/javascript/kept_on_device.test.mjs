import "./page.mjs";

import assert from "node:assert/strict";
import { test } from "node:test";
import { keepOnDevice, keptOnDevice } from "../../workshop_crm/public/js/ui/kept_on_device.js";

function withStorage(storage) {
	globalThis.localStorage = storage;
}

test("a device remembers what was kept", () => {
	const kept = new Map();
	withStorage({
		getItem: (name) => kept.get(name) ?? null,
		setItem: (name, value) => kept.set(name, value),
	});
	keepOnDevice("branch", "Main");
	assert.equal(keptOnDevice("branch"), "Main");
	assert.equal(keptOnDevice("other"), undefined);
});

test("a browser that refuses storage remembers nothing and breaks nothing", () => {
	const refuse = () => {
		throw new Error("SecurityError");
	};
	withStorage({ getItem: refuse, setItem: refuse });
	keepOnDevice("branch", "Main");
	assert.equal(keptOnDevice("branch"), undefined);
});

test("what cannot be read counts as not kept", () => {
	withStorage({ getItem: () => "not JSON" });
	assert.equal(keptOnDevice("branch"), undefined);
});
