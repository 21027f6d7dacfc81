/** A day of the Umm al-Qura calendar, chosen in three parts. What it tells is the ISO day. */

import { daysOfHijri, FIRST_YEAR, hijriOf, isoOfHijri } from "../host/umm_al_qura.js";
import { h, uniqueId } from "./dom.js";

const YEARS_BACK = 25;
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

/**
 * @param {import("../host/types.js").Host} host
 * @param {string} name the parts are called name_day, name_month and name_year
 * @param {string} label
 * @param {?string|undefined} iso inside the calendar, or none
 * @param {(iso: string) => void} onChange "" when a part is emptied; a part that is still empty is the first, in the present year
 */
export function hijriField(host, name, label, iso, onChange) {
	const id = uniqueId("hijri");
	const shown = hijriOf(iso);
	const today = hijriOf(host.context.today);
	const { digits, hijriMonth } = host.format;
	const parts = {
		day: partSelect(`${name}_day`, __("Day"), daysFor(shown), digits, shown?.day),
		month: partSelect(`${name}_month`, __("Month"), MONTHS, hijriMonth, shown?.month),
		year: partSelect(`${name}_year`, __("Year"), yearsFor(today, shown), digits, shown?.year),
	};
	for (const select of Object.values(parts))
		select.addEventListener("change", () => onChange(isoOf(parts, select, today, host.context.today)));
	return h(
		"div",
		{ class: "wcrm-field wcrm-hijri-field", role: "group", "aria-labelledby": id },
		h("span", { class: "wcrm-field-label", id }, label),
		h("div", { class: "wcrm-hijri-parts" }, Object.values(parts)),
	);
}

/** A day or month that is still to come is that of the year before; a year that is not over ends today. */
function isoOf(parts, changed, today, todayIso) {
	if (!changed.value) return "";
	const year = Number(parts.year.value) || today.year;
	const dayOf = (one) => isoOfHijri(one, Number(parts.month.value) || 1, Number(parts.day.value) || 1);
	if (dayOf(year) <= todayIso) return dayOf(year);
	return changed === parts.year || year <= FIRST_YEAR ? todayIso : dayOf(year - 1);
}

function daysFor(shown) {
	const count = shown ? daysOfHijri(shown.year, shown.month) : 30;
	return Array.from({ length: count }, (_, index) => index + 1);
}

/** The latest first, and that of the present value. */
function yearsFor(today, shown) {
	const oldest = Math.min(Math.max(today.year - YEARS_BACK, FIRST_YEAR), shown?.year ?? today.year);
	const latest = Math.max(today.year, shown?.year ?? today.year);
	return Array.from({ length: latest - oldest + 1 }, (_, index) => latest - index);
}

function partSelect(name, label, values, write, value) {
	const option = (number) =>
		h("option", { value: String(number), selected: number === value }, write(number));
	return h(
		"select",
		{ class: "wcrm-input", name, "aria-label": label, data: { filter: name } },
		h("option", { value: "", selected: !value }, "–"),
		values.map(option),
	);
}
