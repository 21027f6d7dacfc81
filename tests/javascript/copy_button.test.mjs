import "./page.mjs";

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { copyButton } from "../../workshop_crm/public/js/ui/copy_button.js";
import { hostWith, pause } from "./page.mjs";

afterEach(() => {
	document.body.replaceChildren();
	delete document.execCommand;
});

/** Presses the button in a browser that keeps its clipboard; `execCommand` says what the older way does. */
async function pressed(execCommand) {
	const notified = [];
	document.execCommand = execCommand;
	const host = { ...hostWith(), notify: (...words) => notified.push(words), life: { after: () => {} } };
	const element = copyButton(host, "Copy text", "Your car is ready");
	document.body.append(element);
	element.focus();
	element.click();
	await pause();
	return { element, notified };
}

test("without the clipboard's permission the text is copied the older way, and the focus stays", async () => {
	let copied;
	const { element, notified } = await pressed(() => {
		copied = document.activeElement.value;
		return true;
	});
	assert.deepEqual([copied, element.textContent, notified], ["Your car is ready", "Copied", []]);
	assert.equal(document.activeElement, element);
});

test("where nothing can be copied, the user is asked to do it by hand", async () => {
	const { element, notified } = await pressed(() => false);
	assert.equal(element.textContent, "Copy text");
	assert.equal(notified.length, 1);
	assert.match(notified[0][0], /copy it yourself/);
});
