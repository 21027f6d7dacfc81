/** Formatted text of people, built anew from an allowlist: what is not on it leaves only its text. */

import { h } from "./dom.js";

const KEPT = new Set(["P", "BR", "STRONG", "EM", "U", "S", "UL", "OL", "LI", "A", "H3", "H4", "BLOCKQUOTE"]);
const WRITTEN_AS = {
	B: "STRONG",
	I: "EM",
	DIV: "P",
	H1: "H3",
	H2: "H3",
	H5: "H4",
	H6: "H4",
	DEL: "S",
	STRIKE: "S",
};
const DROPPED = new Set(["SCRIPT", "STYLE", "TEMPLATE", "IFRAME", "OBJECT", "TITLE", "TEXTAREA", "SELECT"]);
const ADDRESS = /^(https?:|mailto:|tel:)/i;

/**
 * @param {string} html from anywhere
 * @returns {DocumentFragment} elements without attributes, except the address of a link
 */
export function safeFragment(html) {
	// A document made by the parser runs nothing and loads nothing.
	const parsed = new DOMParser().parseFromString(html ?? "", "text/html");
	const fragment = document.createDocumentFragment();
	fragment.append(...safeChildren(parsed.body));
	return fragment;
}

/** The same as text, for sending. */
export function safeHtml(html) {
	const holder = document.createElement("div");
	holder.append(safeFragment(html));
	return holder.textContent.trim() ? holder.innerHTML : "";
}

function safeChildren(parent) {
	return [...parent.childNodes].flatMap(safeNode);
}

function safeNode(node) {
	if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.data)];
	if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.tagName)) return [];
	const tag = WRITTEN_AS[node.tagName] ?? node.tagName;
	const children = safeChildren(node);
	// A paragraph cannot hold blocks: the outer one gives way.
	if (!KEPT.has(tag) || (tag === "P" && node.querySelector("p, div, ul, ol, h1, h2, h3, h4, blockquote")))
		return children;
	if (tag === "A") return [link(node.getAttribute("href"), children)];
	return [h(tag.toLowerCase(), {}, children)];
}

function link(address, children) {
	const href = ADDRESS.test(address?.trim() ?? "") ? address.trim() : null;
	return h("a", { class: "wcrm-link", href, target: "_blank", rel: "noopener noreferrer" }, children);
}
