import "./page.mjs";

import assert from "node:assert/strict";
import { test } from "node:test";
import { hostForEach, within } from "../../workshop_crm/public/js/host/within.js";
import { Lifetime } from "../../workshop_crm/public/js/ui/lifetime.js";
import { hostWith, pause } from "./page.mjs";

const never = () => new Promise(() => {});

test("what is opened last is closed first, and only once", () => {
	const closed = [];
	const life = new Lifetime();
	life.onEnd(() => closed.push("first"));
	life.onEnd(() => closed.push("second"));
	life.end();
	life.end();
	assert.deepEqual(closed, ["second", "first"]);
});

test("what is opened too late is closed at once", () => {
	const life = new Lifetime();
	life.end();
	let isClosed = false;
	life.onEnd(() => (isClosed = true));
	assert.equal(isClosed, true);
});

test("a child ends with its parent, and is forgotten when it ends by itself", () => {
	const ended = [];
	const parent = new Lifetime();
	const [early, late] = [parent.child(), parent.child()];
	early.onEnd(() => ended.push("early"));
	late.onEnd(() => ended.push("late"));
	early.end();
	parent.end();
	assert.deepEqual(ended, ["early", "late"]);
});

test("listeners and timers stop", async () => {
	const heard = [];
	const life = new Lifetime();
	life.listen(document, "keydown", () => heard.push("key"));
	life.every(() => heard.push("tick"), 5);
	life.after(() => heard.push("late"), 60);
	document.dispatchEvent(new Event("keydown"));
	await pause(30);
	life.end();
	const sofar = heard.length;
	document.dispatchEvent(new Event("keydown"));
	await pause(80);
	assert.equal(heard[0], "key");
	assert.ok(heard.includes("tick"));
	assert.equal(heard.length, sofar);
	assert.ok(!heard.includes("late"));
});

test("work after a pause is done once, with what was said last, and not after the end", async () => {
	const done = [];
	const life = new Lifetime();
	const typing = life.pause((text) => done.push(text), 20);
	for (const text of ["a", "ab", "abc"]) typing.later(text);
	await pause(50);
	typing.later("abcd");
	typing.cancel();
	typing.later("abcde");
	life.end();
	typing.later("abcdef");
	await pause(50);
	assert.deepEqual(done, ["abc"]);
});

test("a request is aborted by the end, and its answer never arrives", async () => {
	let signal;
	const life = new Lifetime();
	const settled = [];
	life.request((given) => {
		signal = given;
		return new Promise((_, reject) =>
			given.addEventListener("abort", () => reject(new Error("aborted"))),
		);
	}).then(
		() => settled.push("answer"),
		() => settled.push("error"),
	);
	life.end();
	await pause(5);
	assert.deepEqual([signal.aborted, settled], [true, []]);
});

test("nothing is sent after the end", () => {
	const life = new Lifetime();
	life.end();
	let isSent = false;
	life.request(() => {
		isSent = true;
		return never();
	});
	assert.equal(isSent, false);
});

test("the caller's own abort is told", async () => {
	const own = new AbortController();
	const request = new Lifetime().request(
		(signal) =>
			new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted")))),
		own.signal,
	);
	own.abort();
	await assert.rejects(request, /aborted/);
});

test("a refusal comes through as it is", async () => {
	const refusal = new Error("no");
	const host = hostWith({ "visits.quote": () => Promise.reject(refusal) });
	await assert.rejects(within(host, host.life.child()).call("visits.quote"), refusal);
});

test("of questions that replace each other only the last is answered", async () => {
	const waits = [40, 0];
	const host = hostWith({
		"search.find": async ({ query }) => {
			await pause(waits.shift());
			return query;
		},
	});
	const next = hostForEach(host);
	const answers = [];
	for (const query of ["a", "ab"])
		next()
			.call("search.find", { query })
			.then((answer) => answers.push(answer));
	await pause(80);
	assert.deepEqual(answers, ["ab"]);
});

test("the server's events are heard until the end", () => {
	const heard = new Set();
	const host = hostWith();
	host.listen = (event) => {
		heard.add(event);
		return () => heard.delete(event);
	};
	const life = host.life.child();
	within(host, life).listen("workshop_crm_analytics", () => {});
	assert.equal(heard.size, 1);
	life.end();
	assert.equal(heard.size, 0);
});
