/** What is taken with the sale, from what the customer hands over: cash gives change, nothing else does. */

/**
 * @param {Array<{mode: string, is_cash: boolean}>} modes
 * @param {Object<string, number|null>} received by mode; what is missing was not received
 * @param {number} due
 * @param {number} precision decimals of the currency
 * @returns {{payments: Array<{mode: string, amount: number}>, change: number, open: number}}
 */
export function settle(modes, received, due, precision) {
	const unit = 10 ** precision;
	const whole = (amount) => Math.round((amount ?? 0) * unit);
	const given = modes.map(({ mode, is_cash }) => ({
		mode,
		is_cash,
		amount: Math.max(whole(received[mode]), 0),
	}));
	let over = Math.max(given.reduce((sum, one) => sum + one.amount, 0) - whole(due), 0);
	const change = Math.min(
		over,
		given.filter((one) => one.is_cash).reduce((sum, one) => sum + one.amount, 0),
	);
	over = change;
	for (const one of given.filter((each) => each.is_cash)) {
		const back = Math.min(over, one.amount);
		one.amount -= back;
		over -= back;
	}
	const payments = given.filter((one) => one.amount > 0);
	const paid = payments.reduce((sum, one) => sum + one.amount, 0);
	return {
		payments: payments.map(({ mode, amount }) => ({ mode, amount: amount / unit })),
		change: change / unit,
		open: (whole(due) - paid) / unit,
	};
}
