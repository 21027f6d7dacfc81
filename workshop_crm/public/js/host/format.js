/**
 * Numbers, money and dates as the reader writes them: in Arabic with the site's digits, in the Gregorian calendar unless another
 * one is asked for. Codes, phones and plates do not pass here: they stay as they are.
 */

import { hijriOf, isoOfHijri } from "./umm_al_qura.js";

/**
 * @typedef {"gregorian"|"hijri"} Calendar
 * @typedef {Object} Format
 * @property {Calendar} calendar of days; months of the year stay Gregorian
 * @property {(value: number, options?: {rounded?: boolean}) => string} money in the context's currency
 * @property {(value: number, decimals?: number) => string} number
 * @property {(value: number) => string} compact "1.5K"
 * @property {(share: number, decimals?: number) => string} percent of a share 0..1
 * @property {(iso: ?string) => string} date medium date; "" for none
 * @property {(iso: ?string) => string} dateTime
 * @property {(iso: ?string) => string} time of the day
 * @property {(month: number) => string} hijriMonth 1..12, the name
 * @property {(number: number) => string} digits without groups, such as a year
 * @property {(month: string) => string} month "YYYY-MM" as a short name with the year
 * @property {(day: number) => string} weekday 0 = Sunday, short name
 * @property {(hour: number) => string} hour 0..23
 * @property {(points: number) => string} points grouped
 * @property {(points: number) => string} signedPoints with + or -
 * @property {(days: number) => string} days "365 days", in Arabic with the right form of the word
 * @property {(months: number) => string} months
 * @property {(hours: number) => string} hours with one decimal at most
 * @property {string} currencyName "Saudi Riyal", «ريال سعودي»
 * @property {(parts: string[]) => string} inARow parted by the language's comma
 * @property {(days: number) => string} daysAgo "3 months ago"; of a negative number "in 3 months"
 */

const DAY = 86_400_000;

// Making one of Intl's formats takes longer than drawing a whole panel with it: each is made once.
const numbers = madeOnce(Intl.NumberFormat);
const dates = madeOnce(Intl.DateTimeFormat);
const distances = madeOnce(Intl.RelativeTimeFormat);

function madeOnce(Kind) {
	const made = new Map();
	return (locale, options) => {
		const key = JSON.stringify([locale, options]);
		if (!made.has(key)) made.set(key, new Kind(locale, options));
		return made.get(key);
	};
}

/**
 * @param {{language: string, currency: string, currency_precision?: number, digits?: "arab"|"latn"}} context
 * @param {Calendar} [calendar]
 * @returns {Format}
 */
export function createFormat(context, calendar = "gregorian") {
	const locale = localeOf(context);
	const precision = context.currency_precision ?? 2;
	const date = (iso, options) => {
		const moment = parseMoment(iso);
		return moment ? dates(locale, options).format(moment) : "";
	};
	const day = (iso) => date(iso, { day: "numeric", month: "short", year: "numeric" });
	return {
		...numberFormat(locale),
		...hijriFormat(context.language, locale),
		calendar,
		currencyName: currencyName(locale, context.currency),
		money: (value, options = {}) =>
			money(locale, context.currency, options.rounded ? 0 : precision, value),
		date: calendar === "hijri" ? (iso) => hijriDay(context.language, locale, iso) || day(iso) : day,
		dateTime: (iso) =>
			date(iso, {
				day: "numeric",
				month: "short",
				year: "numeric",
				hour: "2-digit",
				minute: "2-digit",
			}),
		time: (iso) => date(iso, { hour: "2-digit", minute: "2-digit" }),
		month: (month) => date(`${month}-01`, { month: "short", year: "numeric" }),
		weekday: (day) => date(`2023-01-0${day + 1}`, { weekday: "short" }),
		daysAgo: (days) => daysAgo(locale, days),
		inARow: (parts) => parts.join(context.language === "ar" ? "، " : ", "),
	};
}

function localeOf({ language, digits: ofSite = "arab" }) {
	return language === "ar" ? `ar-u-ca-gregory-nu-${ofSite}` : "en-GB-u-ca-gregory-nu-latn";
}

function numberFormat(locale) {
	const number = (value, decimals = 0) =>
		numbers(locale, { maximumFractionDigits: decimals }).format(value ?? 0);
	return {
		number,
		compact: (value) =>
			numbers(locale, { notation: "compact", maximumFractionDigits: 1 }).format(value ?? 0),
		percent: (share, decimals = 0) =>
			numbers(locale, { style: "percent", maximumFractionDigits: decimals }).format(share ?? 0),
		hour: (hour) => numbers(locale, { minimumIntegerDigits: 2 }).format(hour),
		points: (points) => number(points),
		signedPoints: (points) => numbers(locale, { signDisplay: "exceptZero" }).format(points ?? 0),
		days: (days) => unit(locale, "day", days),
		months: (months) => unit(locale, "month", months),
		hours: (hours) => unit(locale, "hour", hours, 1),
	};
}

function hijriFormat(language, locale) {
	return {
		hijriMonth: (month) => hijriMonth(language, month),
		digits: (number) => digits(locale, number),
	};
}

function digits(locale, number) {
	return numbers(locale, { useGrouping: false }).format(number);
}

/** "" for none and for a day outside the calendar. */
function hijriDay(language, locale, iso) {
	const found = hijriOf(iso);
	if (!found) return "";
	const era = language === "ar" ? "هـ" : "AH";
	return `${digits(locale, found.day)} ${hijriMonth(language, found.month)} ${digits(locale, found.year)} ${era}`;
}

/** The middle of a month is in it by any table of the calendar. */
function hijriMonth(language, month) {
	const name = dates(`${language}-u-ca-islamic-umalqura`, { month: "long" });
	return name.format(parseMoment(isoOfHijri(1445, month, 15)));
}

function unit(locale, name, count, decimals = 0) {
	const options = { style: "unit", unit: name, unitDisplay: "long", maximumFractionDigits: decimals };
	// The tables have the Arabic dual as a subject has it; in our sentences it stands after a preposition.
	return numbers(locale, options)
		.format(count ?? 0)
		.replace(/ان$/, "ين");
}

/** The code itself where the browser knows no currency by it. */
function currencyName(language, currency) {
	try {
		return new Intl.DisplayNames(language, { type: "currency" }).of(currency) ?? currency;
	} catch {
		return currency ?? "";
	}
}

function money(locale, currency, decimals, value) {
	const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
	try {
		return numbers(locale, { style: "currency", currency, ...digits }).format(value ?? 0);
	} catch {
		return `${numbers(locale, digits).format(value ?? 0)} ${currency ?? ""}`.trim();
	}
}

/** Whole days from one ISO day to another; negative when `to` comes first. */
export function daysBetween(from, to) {
	return Math.round((Number(parseMoment(to)) - Number(parseMoment(from))) / DAY);
}

/** The ISO day so many days after another. */
export function daysAfter(iso, days) {
	return new Date(Date.parse(`${iso}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** "YYYY-MM-DD" is a local day, not midnight in Greenwich. */
function parseMoment(iso) {
	const parts = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?/.exec(iso ?? "");
	if (!parts) return null;
	const [year, month, day, hour, minute] = parts.slice(1).map((part) => Number(part ?? 0));
	return new Date(year, month - 1, day, hour, minute);
}

function daysAgo(locale, days) {
	const relative = distances(locale, { numeric: "auto" });
	if (Math.abs(days) < 45) return relative.format(-Math.round(days), "day");
	if (Math.abs(days) < 550) return relative.format(-Math.round(days / 30.44), "month");
	return relative.format(-Math.round(days / 365.25), "year");
}
