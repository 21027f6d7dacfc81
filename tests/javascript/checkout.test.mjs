import "./page.mjs";

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
	attemptDone,
	attemptFailed,
	keyFor,
} from "../../workshop_crm/public/js/features/visits/checkout/attempt.js";
import { Basket } from "../../workshop_crm/public/js/features/visits/checkout/basket.js";
import { completeButton } from "../../workshop_crm/public/js/features/visits/checkout/complete_button.js";
import { lineList } from "../../workshop_crm/public/js/features/visits/checkout/line_list.js";
import { otherWork } from "../../workshop_crm/public/js/features/visits/checkout/other_work.js";
import { paymentStep } from "../../workshop_crm/public/js/features/visits/checkout/payment_step.js";
import { settle } from "../../workshop_crm/public/js/features/visits/checkout/payments.js";
import { peopleStep } from "../../workshop_crm/public/js/features/visits/checkout/people_step.js";
import { LiveQuote } from "../../workshop_crm/public/js/features/visits/checkout/quote.js";
import { servicesStep } from "../../workshop_crm/public/js/features/visits/checkout/services_step.js";
import { summary } from "../../workshop_crm/public/js/features/visits/checkout/summary.js";
import { hostWith, pause } from "./page.mjs";

const OIL = { item: "OIL", name: "Oil change", rate: 180 };
const WASH = { item: "WASH", name: "Wash", rate: 40 };

function basketWith(...items) {
	const basket = new Basket();
	basket.setCustomer({ customer: "CUST-1" }, "CAR-1");
	for (const item of items) basket.add(item);
	return basket;
}

beforeEach(() => {
	attemptDone();
	sessionStorage.clear();
	localStorage.clear();
});

test("the same service twice is one line of two", () => {
	const basket = basketWith(OIL, WASH, OIL);
	assert.deepEqual(basket.priced, [
		{ item: "OIL", qty: 2, rate: 180, is_listed: true },
		{ item: "WASH", qty: 1, rate: 40, is_listed: true },
	]);
});

test("a line goes when none of it is left, and the basket is ready no more", () => {
	const basket = basketWith(OIL);
	assert.equal(basket.ready, true);
	basket.change(basket.lines[0], { qty: 0 });
	assert.deepEqual([basket.lines, basket.ready], [[], false]);
});

function type(input, value) {
	input.value = value;
	input.dispatchEvent(new Event("input"));
}

test("a price that is corrected leaves the discount beside it wrong, and the other way round", () => {
	const basket = basketWith(OIL);
	const list = lineList(hostWith(), basket, { discount_limit: 10, people: [] });
	const price = list.querySelector(".wcrm-price");
	const discount = list.querySelector("[name=discount]");
	type(discount, "500");
	type(price, "x");
	type(price, "170");
	assert.equal(basket.wrongPrice, "");
	assert.match(basket.problem, /from 0 to 100/);
	assert.equal(basket.ready, false);
	type(price, "x");
	type(discount, "5");
	assert.equal(basket.problem, basket.wrongPrice);
	type(price, "170");
	assert.equal(basket.ready, true);
	assert.deepEqual(basket.priced, [{ item: "OIL", qty: 1, rate: 170, discount_percent: 5 }]);
});

/** The price of a line as the server says it. */
function priced(price) {
	return { rate: 180, listed: 180, rule: "", percent_off: 0, beyond: "", ...price };
}

test("a price that nobody has typed is the one that the server says, and its rule is named", () => {
	const basket = basketWith(OIL);
	const list = lineList(hostWith(), basket, { discount_limit: 10, people: [] });
	basket.takePrices([priced({ rate: 162, listed: 162, rule: "Summer" })]);
	assert.equal(list.querySelector(".wcrm-price").value, "162");
	assert.match(list.textContent, /Pricing rule: .*Summer/);
	assert.deepEqual(basket.priced, [{ item: "OIL", qty: 1, rate: 162, is_listed: true }]);
});

test("a price that somebody has typed stands, and there is a way back to the list's", () => {
	const basket = basketWith(OIL);
	const list = lineList(hostWith(), basket, { discount_limit: 10, people: [] });
	const price = list.querySelector(".wcrm-price");
	type(price, "150");
	basket.takePrices([priced({ rate: 150 })]);
	assert.equal(price.value, "150");
	assert.match(list.textContent, /List price: .*180/);
	assert.deepEqual(basket.priced, [{ item: "OIL", qty: 1, rate: 150 }]);
	list.querySelector("[data-action=list-price]").click();
	assert.equal(price.value, "180");
	assert.equal(list.querySelector(".wcrm-line-note").hidden, true);
	assert.equal(basket.priced[0].is_listed, true);
});

test("a wrong price stands as it was typed until it is corrected", () => {
	const basket = basketWith(OIL);
	const list = lineList(hostWith(), basket, { discount_limit: 10, people: [] });
	const price = list.querySelector(".wcrm-price");
	for (const wrong of ["-5", ""]) {
		type(price, wrong);
		basket.takePrices([priced({})]);
		assert.equal(price.value, wrong);
	}
	assert.equal(basket.ready, false);
});

test("a price beyond the limit is said at the price, a discount beyond it at the discount", () => {
	const basket = basketWith(OIL);
	const list = lineList(hostWith(), basket, { discount_limit: 10, people: [] });
	const price = list.querySelector(".wcrm-price");
	const discount = list.querySelector("[name=discount]");
	const said = () => [price, discount].map((input) => input.getAttribute("aria-invalid") === "true");
	type(price, "161.93");
	basket.takePrices([priced({ rate: 161.93, percent_off: 10.04, beyond: "price" })]);
	assert.deepEqual(said(), [true, false]);
	const note = list.querySelector(`#${price.getAttribute("aria-describedby")}`);
	assert.match(note.textContent, /10.04% below the list price; your limit is 10%/);
	type(price, "180");
	type(discount, "20");
	basket.takePrices([priced({ percent_off: 20, beyond: "discount" })]);
	assert.deepEqual(said(), [false, true]);
	basket.takePrices([priced({ percent_off: 10 })]);
	assert.deepEqual(said(), [false, false]);
});

test("a sale beyond the limit has its total and cannot be completed", async () => {
	const basket = basketWith(OIL);
	basket.customer.preferences = { values: {} };
	const answer = {
		...{ lines: [priced({ percent_off: 20 })], by_hand_percent: 20, limit_percent: 10 },
		...{ subtotal: 180, discount: 0, by_hand: 36, tax: 0, total: 144, to_pay: 144, redeem_amount: 0 },
		...{
			balance: 0,
			max_redeem_points: 0,
			points_to_earn: 0,
			rewards: [],
			codes: [],
			is_beyond: true,
			is_whole_beyond: true,
		},
	};
	const host = hostWith({ "visits.quote": () => answer });
	const bar = { show() {} };
	const options = { discount_limit: 10, people: [], modes: [] };
	const total = summary(host, basket, options, async () => {}, document.createElement("p"), bar);
	basket.setDiscount({ discount_percent: 20 }, "");
	await pause(250);
	assert.match(total.querySelector("[data-amount=to_pay]").textContent, /144/);
	assert.match(
		total.querySelector(".wcrm-discount").textContent,
		/20% below the list price; your limit is 10%/,
	);
	assert.equal(total.querySelector("[data-action=complete]").disabled, true);
	Object.assign(answer, { is_beyond: false, is_whole_beyond: false });
	basket.setDiscount({ discount_percent: 5 }, "");
	await pause(250);
	assert.equal(total.querySelector("[data-action=complete]").disabled, false);
	assert.equal(total.querySelector(".wcrm-discount [role=alert]").hidden, true);
});

test("who worked on a line changes no price, and is kept", () => {
	const basket = basketWith(OIL);
	const heard = [];
	basket.on(["lines"], () => heard.push("price"));
	basket.on(["people"], () => heard.push("people"));
	const list = lineList(hostWith(), basket, { discount_limit: 0, people: ["Huda"] });
	const select = list.querySelector("[name=line_technician]");
	select.value = "Huda";
	select.dispatchEvent(new Event("change"));
	assert.deepEqual([heard, basket.priced[0].technician], [["people"], "Huda"]);
});

test("half an hour of other work is a quantity, and a step leaves the half", () => {
	const basket = basketWith();
	const form = otherWork(hostWith(), basket, "OTHER").querySelector("form");
	const inputs = form.elements;
	inputs.namedItem("description").value = "Welding";
	inputs.namedItem("other_price").value = "100";
	for (const [text, isTaken] of [
		["0", false],
		["1.2345", false],
		["١٫٥", true],
	]) {
		inputs.namedItem("other_qty").value = text;
		form.dispatchEvent(new Event("submit"));
		assert.equal(basket.lines.length > 0, isTaken, text);
	}
	assert.deepEqual(basket.priced, [{ item: "OTHER", qty: 1.5, rate: 100, description: "Welding" }]);
	basket.change(basket.lines[0], { qty: 1.3 });
	const list = lineList(hostWith(), basket, { discount_limit: 0, people: [] });
	list.querySelector(".wcrm-icon-button").click();
	assert.equal(basket.lines[0].qty, 0.3);
	assert.equal(list.querySelector(".wcrm-quantity").textContent, "0.3");
});

test("who may give no discount takes away the one that a manager gave", () => {
	const basket = basketWith(OIL, WASH);
	basket.change(basket.lines[0], { discount_percent: 20 });
	basket.customer.preferences = { values: {} };
	basket.setDiscount({ discount_amount: 15 }, "");
	const options = { discount_limit: 0, people: [], modes: [] };
	const fields = lineList(hostWith(), basket, options).querySelectorAll("[name=discount]");
	assert.deepEqual(
		[...fields].map((field) => field.value),
		["20"],
	);
	type(fields[0], "");
	assert.equal(basket.priced[0].discount_percent, undefined);
	const bar = { show() {} };
	const total = summary(hostWith(), basket, options, async () => {}, document.createElement("p"), bar);
	const whole = total.querySelector("[name=discount]");
	assert.equal(whole.value, "15");
	type(whole, "x");
	assert.match(total.textContent, /Correct the discount that is marked/);
	type(whole, "");
	assert.deepEqual(basket.discount, {});
	basket.setDiscount({}, "");
	const none = summary(hostWith(), basket, options, async () => {}, document.createElement("p"), bar);
	assert.equal(none.querySelector("[name=discount]"), null);
});

test("another customer takes neither the points nor the odometer of the one before", () => {
	const basket = basketWith(OIL);
	basket.setLoyalty({ reward: "100 off", reward_code: "", points: 50 });
	basket.setOdometer(90_000);
	basket.odometerReason = "new instrument";
	basket.setCustomer({ customer: "CUST-2" });
	const { lines, ...order } = basket.order;
	assert.equal(lines.length, 1);
	assert.deepEqual(order, {
		customer: "CUST-2",
		vehicle: null,
		odometer: null,
		odometer_reason: null,
		redeem_points: 0,
		technician: null,
		adviser: null,
		reward: "",
		reward_code: "",
		payments: [],
	});
});

test("a reward takes the place of the one before, and of the points that were chosen beside it", () => {
	const basket = basketWith(OIL);
	basket.setLoyalty({ reward: "100 off", reward_code: "", points: 40 });
	basket.setLoyalty({ reward: "", reward_code: "7K2M-9QTA-0XVB", points: 0 });
	const { reward, reward_code, redeem_points } = basket.order;
	assert.deepEqual([reward, reward_code, redeem_points], ["", "7K2M-9QTA-0XVB", 0]);
});

test("listeners hear only of the parts they asked for", () => {
	const heard = [];
	const basket = new Basket();
	basket.on(["lines", "points"], () => heard.push("price"));
	basket.on(["vehicle"], () => heard.push("car"));
	basket.add(OIL);
	basket.setVehicle("CAR-2");
	basket.setPoints(5);
	assert.deepEqual(heard, ["price", "car", "price"]);
});

test("the same basket sent again has the same key, a changed one another", () => {
	const basket = basketWith(OIL);
	const first = keyFor(basket.order);
	assert.match(first, /^[0-9a-f]{32}$/);
	assert.equal(keyFor(basket.order), first);
	attemptFailed({ status: 417 });
	assert.equal(keyFor(basket.order), first);
	attemptFailed({ status: 417 });
	basket.setPoints(10);
	assert.notEqual(keyFor(basket.order), first);
});

test("as long as nobody knows what became of it, a changed basket of the customer keeps the key", () => {
	for (const status of [0, 500, 504]) {
		const basket = basketWith(OIL);
		const first = keyFor(basket.order);
		attemptFailed({ status });
		basket.setPoints(basket.points + 10);
		assert.equal(keyFor(basket.order), first);
		attemptFailed({ status });
		basket.add(WASH);
		assert.equal(keyFor(basket.order), first);
		attemptFailed({ status: 409 });
		assert.notEqual(keyFor(basket.order), first);
		attemptDone();
	}
});

test("another customer never gets the key of the one before", () => {
	const basket = basketWith(OIL);
	const first = keyFor(basket.order);
	basket.setCustomer({ customer: "CUST-2" });
	assert.notEqual(keyFor(basket.order), first);
});

test("after success the same basket is a new attempt", () => {
	const basket = basketWith(OIL);
	const first = keyFor(basket.order);
	attemptDone();
	assert.notEqual(keyFor(basket.order), first);
});

test("a reloaded page knows the attempt that got no answer", async () => {
	const order = basketWith(OIL).order;
	const first = keyFor(order);
	const reloaded = await import(
		"../../workshop_crm/public/js/features/visits/checkout/attempt.js?reloaded"
	);
	assert.equal(reloaded.keyFor(order), first);
});

test("a browser without storage still has one key for one attempt", (context) => {
	context.mock.method(Object.getPrototypeOf(sessionStorage), "setItem", () => {
		throw new Error("refused");
	});
	context.mock.method(Object.getPrototypeOf(sessionStorage), "getItem", () => {
		throw new Error("refused");
	});
	const order = basketWith(OIL).order;
	assert.equal(keyFor(order), keyFor(order));
});

function listener() {
	const heard = [];
	return {
		heard,
		onQuote: (quote) => heard.push(quote),
		onProblem: (error) => heard.push(error.message),
		onWait: () => heard.push("waits"),
	};
}

test("taps in a row are priced once, as the basket stands after the last", async () => {
	const host = hostWith({ "visits.quote": ({ lines }) => ({ lines: lines.map(priced) }) });
	const basket = new Basket();
	const said = listener();
	new LiveQuote(host, basket, said);
	basket.setCustomer({ customer: "CUST-1" });
	basket.add(OIL);
	basket.add(WASH);
	await pause(250);
	assert.equal(host.asked.length, 1);
	assert.deepEqual(said.heard.slice(0, -1), [null, "waits", "waits"]);
	assert.equal(said.heard.at(-1).lines.length, 2);
});

test("a price that comes late for an older basket is not shown", async () => {
	const waits = [300, 0];
	const host = hostWith({
		"visits.quote": async ({ lines }) => {
			await pause(waits.shift());
			return { lines: lines.map(priced) };
		},
	});
	const basket = basketWith(OIL);
	const said = listener();
	new LiveQuote(host, basket, said);
	basket.add(WASH);
	await pause(200);
	basket.add({ item: "TYRE", name: "Tyre", rate: 300 });
	await pause(500);
	assert.equal(host.asked.length, 2);
	const shown = said.heard.filter((one) => one !== "waits");
	assert.deepEqual(
		shown.map((quote) => quote.lines.length),
		[3],
	);
});

test("a screen that was left is told no price", async () => {
	const host = hostWith({ "visits.quote": () => ({}) });
	const basket = new Basket();
	const said = listener();
	new LiveQuote(host, basket, said);
	basket.setCustomer({ customer: "CUST-1" });
	basket.add(OIL);
	host.life.end();
	await pause(250);
	assert.deepEqual([host.asked, said.heard], [[], [null, "waits"]]);
});

test("a price that arrives while the service is sent does not let it be sent twice", async () => {
	let sent = 0;
	let answer;
	const complete = () => {
		sent += 1;
		return new Promise((resolve) => (answer = resolve));
	};
	const { element, setReady } = completeButton(complete, () => {});
	setReady(true);
	element.click();
	setReady(true);
	assert.equal(element.disabled, true);
	element.dispatchEvent(new Event("click"));
	answer();
	await pause(0);
	assert.deepEqual([sent, element.disabled], [1, true]);
});

test("a service that was refused may be sent again, and its problem goes with the next try", async () => {
	const problems = [];
	const tries = [() => Promise.reject(new Error("No stock.")), () => Promise.resolve()];
	const complete = () => tries.shift()();
	const { element, setReady } = completeButton(complete, (error) => problems.push(error?.message ?? null));
	setReady(true);
	element.click();
	await pause(0);
	assert.equal(element.disabled, false);
	element.click();
	await pause(0);
	assert.deepEqual(problems, [null, "No stock.", null]);
});

test("the device remembers who did the work, as long as that person is still offered", () => {
	const people = ["Huda", "Omar"];
	const first = new Basket();
	const select = peopleStep(first, people).querySelector("[name=technician]");
	select.value = "Omar";
	select.dispatchEvent(new Event("change"));
	assert.equal(first.technician, "Omar");
	const next = new Basket();
	peopleStep(next, people);
	assert.deepEqual([next.technician, next.adviser], ["Omar", null]);
	const later = new Basket();
	peopleStep(later, ["Huda"]);
	assert.equal(later.technician, null);
	assert.equal(peopleStep(new Basket(), []), null);
});

const MODES = [
	{ mode: "Cash", is_cash: true },
	{ mode: "Card", is_cash: false },
];

test("cash that is more than the sale gives change, and only the sale is booked", () => {
	assert.deepEqual(settle(MODES, { Cash: 500 }, 455.25, 2), {
		payments: [{ mode: "Cash", amount: 455.25 }],
		change: 44.75,
		open: 0,
	});
});

test("a split is booked as it was paid, and what is missing stays open", () => {
	const { payments, change, open } = settle(MODES, { Cash: 0.1, Card: 0.2 }, 0.35, 2);
	assert.deepEqual(payments, [
		{ mode: "Cash", amount: 0.1 },
		{ mode: "Card", amount: 0.2 },
	]);
	assert.deepEqual([change, open], [0, 0.05]);
});

test("a card gives no change: what is too much is left for the server to refuse", () => {
	assert.equal(settle(MODES, { Card: 500 }, 455, 2).open, -45);
	assert.deepEqual(settle(MODES, { Cash: 20, Card: 450 }, 455, 2).payments, [
		{ mode: "Cash", amount: 5 },
		{ mode: "Card", amount: 450 },
	]);
});

test("three decimals are booked as three", () => {
	assert.deepEqual(settle(MODES, { Cash: 1.235 }, 1.235, 3).payments, [{ mode: "Cash", amount: 1.235 }]);
});

test("an amount that is none is said to be one, and is neither booked as the whole nor left out", () => {
	const taken = { payments: [] };
	const step = paymentStep(hostWith(), taken, MODES, { mayWait: false });
	step.show({ to_pay: 65.5 });
	const input = step.element.querySelector("[name=paid]");
	const said = () => step.element.querySelector("[data-payment=said]").textContent;
	const type = (text) => {
		input.value = text;
		input.dispatchEvent(new Event("input"));
	};
	for (const text of ["abc", "-20"]) {
		type(text);
		assert.equal(said(), "Type the amount received, for example 120.");
		assert.equal(input.getAttribute("aria-invalid"), "true");
		assert.throws(step.check, /Type the amount received/);
	}
	type("20");
	step.check();
	assert.equal(input.getAttribute("aria-invalid"), "false");
	assert.deepEqual(taken.payments, [{ mode: "Cash", amount: 20 }]);
	type("");
	assert.deepEqual(taken.payments, [{ mode: "Cash", amount: 65.5 }]);
});

test("what went on by itself is on the sale, and is asked for no more once somebody has chosen", () => {
	const basket = new Basket();
	basket.setCustomer({ customer: "CUST-1" });
	basket.add({ item: "OIL", name: "Oil", rate: 40 });
	assert.equal(basket.question.automatic, true);
	basket.takeBest({ reward: "50 off", reward_code: "", points: 8 });
	assert.deepEqual([basket.order.reward, basket.order.redeem_points], ["50 off", 8]);
	basket.add({ item: "OIL", name: "Oil", rate: 40 });
	assert.deepEqual(
		[basket.question.automatic, basket.question.reward, basket.question.redeem_points],
		[true, undefined, undefined],
	);
	basket.setLoyalty({ reward: "", reward_code: "", points: 0 });
	basket.takeBest({ reward: "50 off", reward_code: "", points: 8 });
	assert.deepEqual([basket.question.automatic, basket.order.reward], [undefined, ""]);
	basket.setCustomer({ customer: "CUST-2" });
	assert.equal(basket.question.automatic, true);
});

test("a tile shows and sells at what this customer pays", () => {
	const host = hostWith();
	const items = [{ item: "OIL", name: "Oil change", name_ar: "", rate: 180, service_type: null }];
	const basket = new Basket();
	const step = servicesStep(host, basket, { items, service_types: [], people: [], discount_limit: 0 });
	const tile = () => step.querySelector(".wcrm-tile");
	assert.match(tile().textContent, /180/);
	basket.setCustomer({ customer: "CUST-1", vehicles: [] }, null, { OIL: 150 });
	assert.match(tile().textContent, /150/);
	tile().click();
	assert.equal(basket.lines[0].rate, 150);
	basket.setCustomer({ customer: "CUST-2", vehicles: [] });
	assert.match(tile().textContent, /180/);
});
