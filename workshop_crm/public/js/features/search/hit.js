/** One customer in a list of hits: who, which phone and cars, and why. */

import { bdi, h, ltr } from "../../ui/dom.js";
import { badge } from "../../ui/panel.js";
import { avatar, nameOf, otherNameOf, phoneChip, plate } from "../../ui/person.js";
import { marked, placesIn, samePlaces } from "./highlight.js";

const PHONES = 2;
const CARS = 2;
const CODES = ["phone", "vin", "email", "code", "invoice"];
// Not among the chips of a hit: shown with the reason, marked.
const MARKED_WITH_REASON = ["vin", "email"];

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} hit of search.find
 */
export function hitRow(host, hit) {
	const phones = markedFirst(phonesOf(hit)).slice(0, PHONES);
	const allCars = markedFirst(carsOf(hit));
	const cars = allCars.slice(0, CARS);
	const more = allCars.length - cars.length;
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
				phones.map((phone) => phoneChip(phone, marked(phone.display, phone.places))),
				cars.map(carChip),
				more > 0 && h("span", { class: "wcrm-hint" }, `+${host.format.number(more)}`),
			),
			h(
				"div",
				{ class: "wcrm-hit-why" },
				why(hit, isInSight(hit, phones, cars)),
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

/** The phones, with the places of what matched in the form that is shown. */
function phonesOf(hit) {
	return (hit.phones ?? []).map((phone, number) => ({
		...phone,
		places: samePlaces(phone.e164, placesIn(hit, "phone", number), phone.display),
	}));
}

/** The cars, with the places of what matched in both scripts of their plates. */
function carsOf(hit) {
	return (hit.vehicles ?? hit.plates ?? []).map((car) => {
		const number = (hit.plates ?? []).findIndex((one) => one.latin === car.latin);
		const places = placesIn(hit, "plate", number);
		const placesArabic = placesIn(hit, "plate_ar", number);
		return {
			...car,
			isMatch: isCarOf(hit, car),
			places: [...places, ...placesArabic],
			marks: { latin: places, arabic: placesArabic },
		};
	});
}

/** Whether it is a car by which the hit was found, which may say the model year too. */
function isCarOf({ matched }, car) {
	const model = modelOf(car);
	return model !== "" && (matched === model || matched.replace(/ \d{4}$/, "") === model);
}

function modelOf({ make, model }) {
	return [make, model].filter(Boolean).join(" ");
}

function carChip(car) {
	const model = modelOf(car);
	const mark = (text) => marked(text, text === car.arabic ? car.marks.arabic : car.marks.latin);
	return h(
		"span",
		{ class: "wcrm-hit-car" },
		plate(car, mark),
		model && bdi(model, { class: "wcrm-hint" }),
	);
}

function markedFirst(all) {
	const isMarked = ({ isMatch, places }) => Number(Boolean(isMatch) || places.length > 0);
	return [...all].sort((one, other) => isMarked(other) - isMarked(one));
}

function isInSight(hit, phones, cars) {
	return [
		hit.name,
		hit.name_ar,
		...phones.map((phone) => phone.e164),
		...cars.flatMap((car) => [car.latin, car.arabic]),
	].includes(hit.matched);
}

/** Why it matched; what matched only where it is not in sight already. */
function why(hit, isShown) {
	if (!hit.reason || hit.reason === "recent") return null;
	const text = marked(hit.matched, MARKED_WITH_REASON.includes(hit.reason) ? placesOfMatched(hit) : []);
	const matched = CODES.includes(hit.reason) ? ltr(text) : bdi(text);
	return h(
		"span",
		{ class: "wcrm-why" },
		hit.reason_label,
		hit.matched && !isShown && h("span", {}, ": ", matched),
	);
}

/** `matched` is the one of the VINs or addresses that has places. */
function placesOfMatched(hit) {
	return (hit.spans ?? []).filter((span) => span.field === hit.reason);
}
