/** What is wrong with a price or an amount while it is typed; the server would refuse or round it. */

import { readNumber } from "../../../ui/field.js";

const MOST = 10_000_000;

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {string} text as it was typed
 * @returns {string} what is wrong; "" for an amount that can be charged
 */
export function priceProblem(host, text) {
	const amount = readNumber(text);
	const decimals = host.context.currency_precision;
	if (amount === null) return __("Write a price, such as 120.");
	if (amount < 0) return __("A price is not less than zero. Enter a discount instead.");
	if (amount > MOST) return __("A price is at most {0}.", [host.format.number(MOST)]);
	if (Number(amount.toFixed(decimals)) !== amount)
		return __("A price has at most {0} decimals.", [host.format.number(decimals)]);
	return "";
}
