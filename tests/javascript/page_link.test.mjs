import "./page.mjs";

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { pageLinkButton } from "../../workshop_crm/public/js/features/loyalty/page_link.js";
import { Lifetime } from "../../workshop_crm/public/js/ui/lifetime.js";
import { hostWith, pause, window } from "./page.mjs";

window.HTMLDialogElement.prototype.showModal = () => {};
window.HTMLDialogElement.prototype.close = () => {};

afterEach(() => {
	document.body.replaceChildren();
	delete document.execCommand;
});

/** Presses the button where the server answers with `link`; what is copied, asked for and shown. */
async function pressed(link) {
	const asked = [];
	let copied;
	document.execCommand = () => {
		copied = document.activeElement.value;
		return true;
	};
	const call = async (...words) => {
		asked.push(words);
		return link;
	};
	const element = pageLinkButton({ ...hostWith(), call, life: { after: () => {} } }, "CUST-1");
	document.body.append(element);
	assert.equal(element.querySelector("p").hidden, true);
	element.querySelector("button").click();
	await pause();
	return { asked, copied, shown: element.querySelector("p") };
}

test("the link is fetched for its customer, copied, and shown to be copied by hand", async () => {
	const link = "https://crm.example.com/p/a.b";
	const { asked, copied, shown } = await pressed(link);
	assert.deepEqual(asked, [["loyalty.points_link", { customer: "CUST-1" }]]);
	assert.deepEqual([copied, shown.hidden, shown.textContent], [link, false, link]);
});

test("a customer without points has no link: nothing is copied, and the reason is shown", async () => {
	const { copied, shown } = await pressed(null);
	assert.equal(copied, undefined);
	assert.match(shown.textContent, /begins with the first points/);
});

/** Presses one of the other buttons where the server answers with `answer`; what was asked for and said. */
async function tapped(action, answer) {
	const asked = [];
	const said = [];
	const call = async (...words) => {
		asked.push(words);
		if (answer instanceof Error) throw answer;
		return answer;
	};
	const host = { ...hostWith(), call, notify: (...words) => said.push(words), life: new Lifetime() };
	const element = pageLinkButton(host, "CUST-1");
	document.body.append(element);
	element.querySelector(`[data-action="${action}"]`).click();
	await pause();
	return { asked, said };
}

test("a statement is sent, and its place is said", async () => {
	const { asked, said } = await tapped("send-statement", { status: "Outbox" });
	assert.deepEqual(asked, [["loyalty.send_statement", { customer: "CUST-1" }]]);
	assert.deepEqual(said, [["The statement waits in the outbox.", "good"]]);
});

test("the reason is said when no statement can be sent", async () => {
	const { said } = await tapped("send-statement", new Error("no channel with consent"));
	assert.deepEqual(said, [["no channel with consent", "bad"]]);
});

test("a new link is made only after the question was answered, and is shown", async () => {
	const { asked } = await tapped("renew-link", "https://crm.example.com/p/a.c");
	assert.deepEqual(asked, []);
	document.querySelector("dialog .wcrm-button-danger").click();
	await pause();
	assert.deepEqual(asked, [["loyalty.renew_points_link", { customer: "CUST-1" }]]);
	assert.equal(document.querySelector(".wcrm-page-link").textContent, "https://crm.example.com/p/a.c");
});
