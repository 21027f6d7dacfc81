/** What matched, marked inside a text. Places are counted in characters, as the server counts them. */

import { h } from "../../ui/dom.js";

/**
 * @param {string} text
 * @param {Array<{start: number, end: number}>} places
 * @returns {Array<string|HTMLElement>}
 */
export function marked(text, places) {
	const characters = [...(text ?? "")];
	const parts = [];
	let reached = 0;
	for (const { start, end } of [...places].sort((one, other) => one.start - other.start)) {
		const from = Math.max(start, reached);
		const to = Math.min(end, characters.length);
		if (from >= to) continue;
		parts.push(characters.slice(reached, from).join(""));
		parts.push(h("mark", { class: "wcrm-mark" }, characters.slice(from, to).join("")));
		reached = to;
	}
	parts.push(characters.slice(reached).join(""));
	return parts;
}

/**
 * The places of a hit in one field.
 *
 * @param {Object} hit
 * @param {"name"|"name_ar"|"phone"|"plate"|"plate_ar"|"vin"|"email"} field
 * @param {number} [number] which of the customer's phones or plates
 */
export function placesIn(hit, field, number = 0) {
	return (hit.spans ?? []).filter((span) => span.field === field && (span.number ?? 0) === number);
}

const DIGIT = /\p{Nd}/u;

/**
 * The same digits in another form of a phone number. They are counted from the end: "+966551234567" and "055 123 4567"
 * differ at their beginning, where a zero stands for the country's code.
 *
 * @param {string} number where `places` are
 * @param {Array<{start: number, end: number}>} places
 * @param {string} shown
 */
export function samePlaces(number, places, shown) {
	const given = digitsOf(number);
	const there = digitsOf(shown);
	return places.flatMap(({ start, end }) => {
		const inside = given.filter((at) => at >= start && at < end);
		const after = given.filter((at) => at >= end).length;
		const last = there.length - after;
		const found = there.slice(Math.max(0, last - inside.length), last);
		if (!found.length) return [];
		const isAfterZero = found[0] === there[1] && shown[there[0]] === "0";
		return [{ start: isAfterZero ? there[0] : found[0], end: (found.at(-1) ?? 0) + 1 }];
	});
}

function digitsOf(text) {
	return [...text].flatMap((character, at) => (DIGIT.test(character) ? [at] : []));
}
