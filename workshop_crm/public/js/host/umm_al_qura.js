/**
 * Hijri dates by the Umm al-Qura calendar. The months' lengths are written down, as the server has them
 * (`core.common.hijri`): browsers differ about years outside 1420 to 1450.
 */

const DAY = 86_400_000;
export const FIRST_YEAR = 1400;
const FIRST_DAY = Date.UTC(1979, 10, 20) / DAY;
/** Three hexadecimal digits a year: bit n is set where month n + 1 has 30 days, else it has 29. */
const LENGTHS =
	"d4b52aa574ae97656cb55aaaa554ad95d2da5d9db2ba4b4aa552b5575b6abd2bc4b89a9552d5adb6a6d4dc9d92aa69562ae56d" +
	"36ab55aaa94d49d95d2ba5b55aad55a9a92e26e55dada6d46a554ba9754eaae5acba9d92b2564bcab55ab556d2ea5e4aa9552d" +
	"aad36c7596d269552da5b4ba9ba3b4b69b52aa64b696d2ec6d9eb2d54d2aa564ae96dd6ab54b29a9352ba57536ab56aae93";
const MONTHS = 12;
/** For each month since the first one, its first day in days since 1970; the last is the end of the calendar. */
const STARTS = startsOf(LENGTHS);
export const LAST_YEAR = FIRST_YEAR + LENGTHS.length / 3 - 1;

function startsOf(lengths) {
	const starts = [FIRST_DAY];
	for (const year of lengths.match(/.../g)) {
		const bits = Number.parseInt(year, 16);
		for (let month = 0; month < MONTHS; month += 1)
			starts.push(starts[starts.length - 1] + 29 + ((bits >> month) & 1));
	}
	return starts;
}

/**
 * @param {?string|undefined} iso YYYY-MM-DD
 * @returns {?{year: number, month: number, day: number}} month 1..12; null for none and beyond the calendar
 */
export function hijriOf(iso) {
	const day = Date.parse((iso ?? "").slice(0, 10)) / DAY;
	if (!(day >= STARTS[0] && day < STARTS[STARTS.length - 1])) return null;
	let place = Math.min(Math.floor((day - FIRST_DAY) / 29.5), STARTS.length - 2);
	while (STARTS[place] > day) place -= 1;
	while (STARTS[place + 1] <= day) place += 1;
	return {
		year: FIRST_YEAR + Math.floor(place / MONTHS),
		month: (place % MONTHS) + 1,
		day: day - STARTS[place] + 1,
	};
}

/**
 * @param {number} year FIRST_YEAR to LAST_YEAR
 * @param {number} month 1..12
 * @param {number} day beyond the end of the month it is its last day
 * @returns {string} YYYY-MM-DD
 */
export function isoOfHijri(year, month, day) {
	const days = STARTS[placeOf(year, month)] + Math.min(day, daysOfHijri(year, month)) - 1;
	return new Date(days * DAY).toISOString().slice(0, 10);
}

/** 29 or 30. @param {number} year @param {number} month */
export function daysOfHijri(year, month) {
	const place = placeOf(year, month);
	return STARTS[place + 1] - STARTS[place];
}

function placeOf(year, month) {
	return (year - FIRST_YEAR) * MONTHS + month - 1;
}
