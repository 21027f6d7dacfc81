/** Gifts, vouchers and codes for later: given at the counter, handed over, taken back. */

import { button } from "../../../ui/button.js";
import { copyButton } from "../../../ui/copy_button.js";
import { confirmDialog, openDialog } from "../../../ui/dialog.js";
import { bdi, h, isolated } from "../../../ui/dom.js";
import { pointsInWords } from "../../../ui/points_in_words.js";
import { randomKey } from "../../../ui/random_key.js";
import { rewardTitle } from "./choices.js";

/**
 * A button that takes the reward for the customer and shows its code.
 *
 * @param {import("../../../host/types.js").Host} host
 * @param {string} customer
 * @param {Object} reward
 * @param {() => *} onGiven
 */
export function giveButton(host, customer, reward, onGiven) {
	const key = randomKey();
	const give = async () => {
		try {
			const order = { customer, reward: reward.reward, idempotency_key: key };
			const given = await host.call("loyalty.reserve_reward", order);
			showCode(host, given);
			await onGiven();
		} catch (error) {
			host.notify(error.message, "bad");
		}
	};
	return button(reward.handed_over ? __("Give") : __("Keep for later"), {
		small: true,
		icon: "gift",
		onClick: give,
		attributes: { "data-action": "give-reward" },
	});
}

/** @param {import("../../../host/types.js").Host} host @param {Object} given answer of loyalty.reserve_reward */
function showCode(host, given) {
	const until = given.expires_on && __("Valid until {0}", [host.format.date(given.expires_on)]);
	openDialog(host, (_inside, close) => ({
		title: rewardTitle(host, given),
		name: "reward-code",
		body: h(
			"div",
			{ class: "wcrm-stack wcrm-reward-code" },
			h("p", {}, __("The points are paid. The customer shows this code:")),
			h("bdi", { class: "wcrm-code-large", dir: "ltr", data: { code: given.code } }, given.code),
			until && h("p", { class: "wcrm-hint" }, until),
		),
		actions: [
			copyButton(host, __("Copy the code"), given.code),
			button(__("Done"), { kind: "primary", onClick: close }),
		],
	}));
}

/**
 * A code that waits: handed over, or taken back.
 *
 * @param {import("../../../host/types.js").Host} host
 * @param {Object} code
 * @param {() => *} onChange
 */
export function waitingCode(host, code, onChange) {
	const send = async (method) => {
		try {
			await host.call(`loyalty.${method}`, { redemption: code.redemption });
			await onChange();
		} catch (error) {
			host.notify(error.message, "bad");
		}
	};
	const question = {
		title: __("Take back {0}?", [isolated(rewardTitle(host, code))]),
		text: __("The code stops working, and the customer gets {0} back.", [
			pointsInWords(host.format, code.points),
		]),
		label: __("Take back the reward"),
	};
	const takeBack = async () => {
		if (await confirmDialog(host, question)) await send("cancel_reward");
	};
	return h(
		"li",
		{ class: "wcrm-list-row", data: { code: code.code } },
		h(
			"div",
			{ class: "wcrm-grow" },
			bdi(rewardTitle(host, code), { class: "wcrm-strong" }),
			h(
				"p",
				{ class: "wcrm-hint wcrm-dotted" },
				h("span", {}, h("bdi", { dir: "ltr" }, code.code)),
				until(host, code),
			),
		),
		code.handed_over &&
			button(__("Handed over"), { small: true, icon: "check", onClick: () => send("use_reward") }),
		button(__("Take back"), { small: true, kind: "quiet", onClick: takeBack }),
	);
}

function until(host, code) {
	return code.expires_on && h("span", {}, __("until {0}", [host.format.date(code.expires_on)]));
}
