import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { visitActions } from "../../workshop_crm/public/js/features/visits/visit_actions.js";
import { hostWith, pause } from "./page.mjs";

afterEach(() => document.body.replaceChildren());

/** What the screen says of an invoice whose message is in a state once Send was pressed. */
async function saidOf(status) {
	const host = hostWith({ "visits.send_invoice": () => ({ message: "MSG-1", status, channel: "SMS" }) });
	host.address = (screen) => `/app/${screen}`;
	const visit = { invoice: "INV-1", customer: "CUST-1", acts: { send: true } };
	const element = visitActions(host, visit, null);
	element.querySelector("[data-action=send]").click();
	await pause();
	return element.querySelector("[data-part=sent]").textContent;
}

test("an invoice is on its way only while something goes", async () => {
	for (const status of ["Queued", "Sending"]) assert.match(await saidOf(status), /on its way/);
	for (const status of ["Sent", "Delivered", "Read"])
		assert.match(await saidOf(status), /sent by SMS today/);
});

test("what does not go by itself says so and leads to its message", async () => {
	const said = { Outbox: /outbox/, Failed: /not delivered/, Doubtful: /not known/, Withdrawn: /withdrawn/ };
	for (const [status, words] of Object.entries(said)) {
		const text = await saidOf(status);
		assert.match(text, words);
		assert.match(text, /Open the message/);
	}
});
