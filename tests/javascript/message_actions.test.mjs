import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { messageActions } from "../../workshop_crm/public/js/features/messaging/message_actions.js";
import { hostWith, pause, window } from "./page.mjs";

// What jsdom leaves out of <dialog>.
window.HTMLDialogElement.prototype.showModal = () => {};
window.HTMLDialogElement.prototype.close = () => {};

afterEach(() => document.body.replaceChildren());

const MESSAGE = {
	message: "MSG-1",
	direction: "Outgoing",
	channel: "SMS",
	text: "Hello",
	can_go_again: true,
};

/** Presses Send again, and the button of that name in the question if there is one. */
async function sentAgain(changes) {
	const host = hostWith({ "messaging.send_again": () => ({}) });
	const actions = messageActions(host, { ...MESSAGE, ...changes }, { SMS: true }, () => {});
	actions
		.filter(Boolean)
		.find((one) => one.textContent === "Send again")
		.click();
	await pause();
	const question = document.querySelector("dialog");
	const asked = question?.textContent ?? "";
	[...(question?.querySelectorAll("button") ?? [])]
		.find((one) => one.textContent === "Send again")
		?.click();
	await pause();
	return { asked, sure: host.asked.map(({ args }) => args.is_sure) };
}

test("a message that failed goes again without a question", async () => {
	assert.deepEqual(await sentAgain({ status: "Failed", unwanted: false }), { asked: "", sure: [false] });
});

test("what may have arrived, and what is not wanted any more, goes again after a question", async () => {
	const doubtful = await sentAgain({ status: "Doubtful", unwanted: false });
	assert.match(doubtful.asked, /may have this message/);
	document.body.replaceChildren();
	const unwanted = await sentAgain({ status: "Withdrawn", unwanted: true });
	assert.match(unwanted.asked, /answered or cancelled/);
	assert.deepEqual([doubtful.sure, unwanted.sure], [[true], [true]]);
});
