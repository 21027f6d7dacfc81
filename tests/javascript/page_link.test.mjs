import "./page.mjs";

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { pageLinkButton } from "../../workshop_crm/public/js/features/loyalty/page_link.js";
import { hostWith, pause } from "./page.mjs";

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
