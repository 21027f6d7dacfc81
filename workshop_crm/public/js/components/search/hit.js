/** One customer in a list of hits: who, which phone and cars, and why. */

import { bdi, h, ltr } from "../dom.js";
import { badge } from "../panel.js";
import { avatar, nameOf, otherNameOf, phoneChip, plate } from "../person.js";
import { isSameNumber, marked, placesIn, samePlaces } from "./highlight.js";

const PHONES = 2;
const CARS = 2;
const CODES = ["phone", "vin", "code"];

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} hit of search.find
 */
export function hitRow(host, hit) {
	const phones = matchedFirst(hit.phones ?? [], (phone) => isMatchedPhone(hit, phone)).slice(0, PHONES);
	const cars = matchedFirst(carsOf(hit), (car) => isMatchedPlate(hit, car));
	return h(
		"div",
		{ class: "wcrm-hit-row" },
		avatar(nameOf(host, hit)),
		h(
			"div",
			{ class: "wcrm-hit-main" },
			names(host, hit),
			h(
				"div",
				{ class: "wcrm-chips" },
				phones.map((phone) => phoneChip(phone, phoneText(hit, phone))),
				cars.slice(0, CARS).map((car) => carChip(hit, car)),
				cars.length > CARS &&
					h("span", { class: "wcrm-hint" }, `+${host.format.number(cars.length - CARS)}`),
			),
			h(
				"div",
				{ class: "wcrm-hit-why" },
				why(hit, isInSight(hit, phones, cars.slice(0, CARS))),
				hit.last_visit && h("span", {}, __("Last visit: {0}", [host.format.date(hit.last_visit)])),
			),
		),
	);
}

/** The name in the reader's language first, both with what matched marked. */
function names(host, hit) {
	const name = nameOf(host, hit);
	const other = otherNameOf(host, hit);
	const places = (text) => placesIn(hit, text === hit.name ? "name" : "name_ar");
	return h(
		"div",
		{ class: "wcrm-hit-names" },
		bdi(marked(name, places(name)), { class: "wcrm-hit-name" }),
		other && bdi(marked(other, places(other)), { class: "wcrm-muted" }),
		hit.disabled && badge(__("Not in use")),
	);
}

/** The cars, or their plates alone where the host says no more. */
function carsOf(hit) {
	if (hit.vehicles?.length) return hit.vehicles;
	return hit.plates ?? [];
}

function carChip(hit, car) {
	const model = [car.make, car.model].filter(Boolean).join(" ");
	const mark = (text) => (text === hit.matched ? marked(text, placesIn(hit, "plate")) : text);
	return h(
		"span",
		{ class: "wcrm-hit-car" },
		plate(car, mark),
		model && bdi(model, { class: "wcrm-hint" }),
	);
}

function phoneText(hit, phone) {
	if (!isMatchedPhone(hit, phone)) return phone.display;
	return marked(phone.display, samePlaces(hit.matched, placesIn(hit, "phone"), phone.display));
}

function isMatchedPhone(hit, phone) {
	return hit.reason === "phone" && isSameNumber(hit.matched, phone.e164);
}

function isMatchedPlate(hit, car) {
	return hit.reason === "plate" && [car.latin, car.arabic].includes(hit.matched);
}

function matchedFirst(all, isMatched) {
	return [...all.filter(isMatched), ...all.filter((one) => !isMatched(one))];
}

function isInSight(hit, phones, cars) {
	return (
		[hit.name, hit.name_ar].includes(hit.matched) ||
		phones.some((phone) => isMatchedPhone(hit, phone)) ||
		cars.some((car) => isMatchedPlate(hit, car))
	);
}

/** Why it matched; what matched only where it is not in sight already. */
function why(hit, isShown) {
	if (!hit.reason || hit.reason === "recent") return null;
	const text = marked(hit.matched, placesIn(hit, hit.reason));
	const matched = CODES.includes(hit.reason) ? ltr(text) : bdi(text);
	return h(
		"span",
		{ class: "wcrm-why" },
		hit.reason_label,
		hit.matched && !isShown && h("span", {}, ": ", matched),
	);
}
