/** A line as it is sent, and what it comes to. */

const MORE = ["description", "discount_percent", "discount_amount", "technician", "adviser", "is_listed"];

/** As many decimals as the server keeps of a quantity. */
export const QTY_DECIMALS = 3;

/** Without what is empty. @param {import("./basket.js").Line} line */
export function lineOrder(line) {
	const { item, qty, rate } = line;
	const more = MORE.filter((name) => line[name]).map((name) => [name, line[name]]);
	return { item, qty, rate, ...Object.fromEntries(more) };
}

/** What goes off each unit, rounded as the server does it closely enough to be shown. */
export function lineOff({ rate, discount_percent: percent, discount_amount: amount }, precision) {
	const unit = 10 ** precision;
	return Math.round((amount || (rate * (percent || 0)) / 100) * unit) / unit;
}
