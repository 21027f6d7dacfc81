/** How people, phones and plates are written everywhere. */

import { bdi, h, ltr } from "./dom.js";
import { icon } from "./icons.js";

/** @typedef {{name?: string, name_ar?: string, customer?: string}} Person */

/** The name in the reader's language, or the other one where it is missing. @param {Person} person */
export function nameOf(host, person) {
	const [first, second] =
		host.language === "ar" ? [person.name_ar, person.name] : [person.name, person.name_ar];
	return first || second || person.customer || "";
}

/** The name in the other language; "" when there is none. @param {Person} person */
export function otherNameOf(host, person) {
	const other = host.language === "ar" ? person.name : person.name_ar;
	return other && other !== nameOf(host, person) ? other : "";
}

/** The first letters of the first two words; an article before a word, «ال» or "Al-", is no letter of it. */
function initials(name) {
	const words = name
		.replace(/\p{Pd}/gu, " ")
		.replace(/[^\p{L}\p{N}\s]/gu, "")
		.split(/\s+/)
		.filter(Boolean);
	const named = words.filter((word, place) => words.length === 1 || !isArticle(word, words[place + 1]));
	return named
		.slice(0, 2)
		.map((word) => ([...word.replace(/^ال(?=\p{L}{2})/u, "")][0] ?? "").toUpperCase());
}

function isArticle(word, next) {
	return Boolean(next) && /^(al|el|ال)$/iu.test(word);
}

/** A round mark with the first letters. Decoration: the name stands beside it. */
export function avatar(name, large = false) {
	const letters = initials(String(name));
	const tone = [...String(name)].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 6;
	// A joiner that keeps Arabic initials apart.
	const text = letters.join("\u200c");
	return h(
		"span",
		{
			class: `wcrm-avatar wcrm-avatar-${tone}${large ? " wcrm-avatar-large" : ""}`,
			"aria-hidden": "true",
		},
		text,
	);
}

/**
 * A number plate with both scripts as far as known, and where it comes from.
 *
 * @param {{latin?: string, arabic?: string, origin?: string}} plate
 * @param {(text: string) => *} [content] what to write for a text of it
 */
export function plate({ latin, arabic, origin }, content = (text) => text) {
	if (!latin && !arabic) return h("span", { class: "wcrm-plate wcrm-plate-none" }, __("No plate yet"));
	const drawn = plateItself(latin, arabic, content);
	return origin
		? h("span", { class: "wcrm-plate-from" }, drawn, h("bdi", { class: "wcrm-hint" }, origin))
		: drawn;
}

function plateItself(latin, arabic, content) {
	const both = arabic && latin && arabic !== latin;
	return h(
		"span",
		{ class: "wcrm-plate" },
		both && h("bdi", { lang: "ar", dir: "rtl" }, content(arabic)),
		both && h("span", { class: "wcrm-plate-line", "aria-hidden": "true" }),
		h("bdi", { dir: latin ? "ltr" : "auto" }, content(latin || arabic || "")),
	);
}

/** @param {{e164: string, display: string, extension?: string, problem?: string}} phone */
export function phoneLink(phone) {
	if (phone.problem)
		return h(
			"span",
			{ class: "wcrm-hint", title: phone.problem },
			bdi(phone.display, { dir: "auto" }),
			" ",
			phone.problem,
		);
	const link = h("a", { class: "wcrm-link", href: telAddress(phone), dir: "ltr" }, phone.display);
	if (!phone.extension) return link;
	return h("span", {}, link, " ", h("span", { class: "wcrm-hint" }, __("ext. {0}", [phone.extension])));
}

/** A phone dials the extension after a pause. @param {{e164: string, extension?: string}} phone */
export function telAddress({ e164, extension }) {
	return `tel:${e164}` + (extension ? `,${extension}` : "");
}

/** As it is typed: the server reads it again. @param {{display: string, extension?: string}} [phone] */
export function typedPhone(phone) {
	return phone?.extension ? `${phone.display} x${phone.extension}` : phone?.display;
}

/** @param {{e164: string, display: string}} phone @param {*} [content] what to write in place of its digits */
export function phoneChip(phone, content = phone.display) {
	return h("span", { class: "wcrm-chip" }, icon("phone"), ltr(content));
}

/** wa.me opens WhatsApp with the person's number and, when given, a text to send. */
export function whatsappAddress(e164, text) {
	const number = String(e164).replace(/\D/g, "");
	return `https://wa.me/${number}` + (text ? `?text=${encodeURIComponent(text)}` : "");
}

/** An outside link. `title` says more on hovering. */
export function outsideLink(label, href, iconName, title) {
	return h(
		"a",
		{
			class: "wcrm-button wcrm-button-plain wcrm-button-small",
			href,
			target: href.startsWith("tel:") ? null : "_blank",
			rel: "noopener noreferrer",
			title,
		},
		icon(iconName),
		h("span", {}, label),
	);
}

/** Links that call a person or write to them; none where there is no number that can be dialled. */
export function reachLinks(phone) {
	if (!phone || phone.problem) return null;
	return [
		outsideLink(__("Call"), telAddress(phone), "phone"),
		outsideLink(__("WhatsApp"), whatsappAddress(phone.e164), "chat"),
	];
}

/** A code such as ACC-SINV-2026-00001. */
export function code(text) {
	return bdi(text, { class: "wcrm-code", dir: "ltr" });
}
