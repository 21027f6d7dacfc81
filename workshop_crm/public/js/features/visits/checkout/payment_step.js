/** Taking the payment with the sale or after it: later, by one way, or by several. */

import { fill, h } from "../../../ui/dom.js";
import { field, readNumber } from "../../../ui/field.js";
import { filterChips } from "../../../ui/filter_chips.js";
import { settle } from "./payments.js";

const LATER = "later";
const SPLIT = "split";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {{payments: Array<{mode: string, amount: number}>}} basket gets what is taken
 * @param {Array<{mode: string, is_cash: boolean}>} modes
 * @param {{mayWait?: boolean}} [options] whether it may also be paid later
 * @returns {{element: HTMLElement, show: (quote: ?Object) => void, check: () => void}} check throws while an amount is none
 */
export function paymentStep(host, basket, modes, { mayWait = true } = {}) {
	const details = h("div", { class: "wcrm-stack wcrm-payment-details" });
	const said = h("p", { class: "wcrm-hint", "aria-live": "polite", data: { payment: "said" } });
	let used = [];
	let due = 0;
	const count = () => {
		if (showWrong(host, details, said)) return;
		const settled = settle(used, amountsIn(details, used, due), due, host.context.currency_precision);
		basket.payments = settled.payments;
		fill(said, used.length ? summary(host, settled, mayWait) : "");
	};
	const choose = (way) => {
		used = way === LATER ? [] : way === SPLIT ? modes : modes.filter((one) => one.mode === way);
		fill(details, way === LATER ? null : inputs(used, () => due, details, count));
		count();
	};
	const element = h(
		"fieldset",
		{ class: "wcrm-fieldset wcrm-payment", hidden: true, data: { step: "payment" } },
		h("legend", {}, __("Payment")),
		chips(modes, mayWait, choose),
		details,
		said,
	);
	if (!mayWait && modes.length) choose(modes[0].mode);
	const show = (quote) => {
		element.hidden = !quote || !modes.length || quote.to_pay <= 0;
		due = quote?.to_pay ?? 0;
		count();
	};
	return { element, show, check: () => checkAmounts(details, said) };
}

/** Says which amount is none, below the fields. @returns {boolean} whether there is one */
function showWrong(host, details, said) {
	let wrong = false;
	for (const input of details.querySelectorAll("[data-mode]")) {
		const isWrong = input.value.trim() !== "" && (readNumber(input.value) ?? -1) < 0;
		input.setAttribute("aria-invalid", String(isWrong));
		wrong ||= isWrong;
	}
	said.className = wrong ? "wcrm-field-problem" : "wcrm-hint";
	if (wrong) fill(said, __("Type the amount received, for example {0}.", [host.format.number(120)]));
	return wrong;
}

/** @throws {Error} when an amount is none; its field has the focus then */
function checkAmounts(details, said) {
	const wrong = details.querySelector("[aria-invalid=true]");
	if (!wrong) return;
	wrong.focus();
	throw new Error(said.textContent);
}

function chips(modes, mayWait, choose) {
	const ways = modes.map(({ mode }) => ({ value: mode, label: __(mode) }));
	const several = modes.length > 1 ? [{ value: SPLIT, label: __("Split") }] : [];
	const later = mayWait ? [{ value: LATER, label: __("Pay later") }] : [];
	const options = [...later, ...ways, ...several];
	return filterChips({ label: __("Payment"), options, value: options[0]?.value, onChange: choose });
}

/** One way takes all; cash asks what was handed over, to say the change. Of several ways each has an amount. */
function inputs(used, due, details, count) {
	if (used.length === 1 && !used[0].is_cash) return null;
	return used.map(({ mode }) => {
		const element = field({
			name: "paid",
			label: used.length === 1 ? __("Cash received") : __(mode),
			type: "number",
			attributes: { "data-mode": mode },
		});
		const input = /** @type {HTMLInputElement} */ (element.querySelector("input"));
		input.addEventListener("input", count);
		input.addEventListener("focus", () => {
			if (used.length === 1 || input.value) return;
			const rest = due() - sumOf(details);
			if (rest > 0 && rest < due()) input.value = String(Number(rest.toFixed(6)));
			count();
			input.select();
		});
		return element;
	});
}

function sumOf(details) {
	return [...details.querySelectorAll("[data-mode]")].reduce(
		(sum, input) => sum + (readNumber(input.value) ?? 0),
		0,
	);
}

function amountsIn(details, used, due) {
	const typed = [...details.querySelectorAll("[data-mode]")].map((input) => [
		input.dataset.mode,
		readNumber(input.value),
	]);
	if (used.length === 1) return { [used[0].mode]: typed[0]?.[1] ?? due };
	return Object.fromEntries(typed);
}

function summary({ format }, { change, open, payments }, isWithSale) {
	if (open < 0) return __("This is more than the amount to pay.");
	if (change > 0) return __("Change: {0}", [format.money(change)]);
	if (open > 0) return __("Still to pay: {0}", [format.money(open)]);
	if (!payments.length) return "";
	return isWithSale ? __("Paid in full") : __("Pays all of it");
}
