/** Formatted text of people: DOMPurify takes out what may not be there, and what stays is written in the app's own few elements. */

import DOMPurify from "../../vendor/dompurify/purify.es.js";
import { h } from "./dom.js";

const KEPT = ["p", "br", "strong", "em", "u", "s", "ul", "ol", "li", "a", "h3", "h4", "blockquote"];
const WRITTEN_AS = {
	b: "strong",
	i: "em",
	div: "p",
	h1: "h3",
	h2: "h3",
	h5: "h4",
	h6: "h4",
	del: "s",
	strike: "s",
};
const BLOCKS = "p, div, ul, ol, h1, h2, h3, h4, blockquote";

/** What is not allowed leaves only its text; of these not even that. */
const DROPPED = [
	"iframe",
	"noscript",
	"object",
	"script",
	"select",
	"style",
	"template",
	"textarea",
	"title",
	"xmp",
];

/** @type {{RETURN_DOM_FRAGMENT: true}} */
const ALLOWED = Object.freeze({
	ALLOWED_TAGS: [...KEPT, ...Object.keys(WRITTEN_AS)],
	ALLOWED_ATTR: ["href"],
	ALLOWED_URI_REGEXP: /^(https?:|mailto:|tel:)/i,
	ALLOW_ARIA_ATTR: false,
	ALLOW_DATA_ATTR: false,
	FORBID_CONTENTS: DROPPED,
	RETURN_DOM_FRAGMENT: true,
});

/**
 * @param {?string} [html] from anywhere
 * @returns {DocumentFragment} elements without attributes, except the address of a link
 */
export function safeFragment(html) {
	const fragment = document.createDocumentFragment();
	fragment.append(...rewritten(DOMPurify.sanitize(html ?? "", ALLOWED)));
	return fragment;
}

/** The same as text, for sending. @param {?string} [html] @returns {string} "" when nothing is written */
export function safeHtml(html) {
	const holder = document.createElement("div");
	holder.append(safeFragment(html));
	return holder.textContent.trim() ? holder.innerHTML : "";
}

/** @param {Node} parent @returns {Node[]} */
function rewritten(parent) {
	return [...parent.childNodes].flatMap((node) => (node instanceof Element ? element(node) : [node]));
}

/** @param {Element} node */
function element(node) {
	const name = node.localName;
	const tag = WRITTEN_AS[name] ?? name;
	const children = rewritten(node);
	// A paragraph cannot hold blocks: the outer one gives way.
	if (tag === "p" && node.querySelector(BLOCKS)) return children;
	if (tag === "a") return [link(node.getAttribute("href"), children)];
	return [h(tag, {}, children)];
}

/** @param {?string} href @param {Node[]} children */
function link(href, children) {
	return h("a", { class: "wcrm-link", href, target: "_blank", rel: "noopener noreferrer" }, children);
}
