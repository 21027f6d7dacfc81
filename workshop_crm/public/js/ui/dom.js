/** Building DOM without HTML strings: text is always set as text, so data cannot become markup. */

const SAFE_ADDRESS = /^(https?:|mailto:|tel:|sms:|\/(?!\/)|#|\?)/i;

/** @typedef {*} Child a node, text, a number, or a list of these; null, undefined and false are left out */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Object<string, *>} [properties] attributes, and also: `class`, `data` (dataset), `style` (custom properties allowed),
 *   `on` ({event: listener}), `value`. `null`, `undefined` and `false` leave an attribute out, `true` sets it empty.
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, properties, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(properties || {})) {
		setProperty(element, name, value);
	}
	element.append(...nodes(children));
	return element;
}

function setProperty(element, name, value) {
	if (value === null || value === undefined || value === false) return;
	if (name === "on") {
		for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
	} else if (name === "data") {
		Object.assign(element.dataset, value);
	} else if (name === "style") {
		for (const [rule, text] of Object.entries(value)) element.style.setProperty(rule, text);
	} else if (name === "value") {
		element.value = value;
	} else if (name === "href") {
		if (SAFE_ADDRESS.test(value)) element.setAttribute("href", value);
	} else {
		element.setAttribute(name, value === true ? "" : value);
	}
}

function nodes(children) {
	return children
		.flat(Infinity)
		.filter((child) => child !== null && child !== undefined && child !== false && child !== "")
		.map((child) => (child instanceof Node ? child : String(child)));
}

/**
 * Puts `children` in place of what `element` holds.
 *
 * @template {Element} Place
 * @param {Place} element
 * @param {...Child} children
 * @returns {Place}
 */
export function fill(element, ...children) {
	element.replaceChildren(...nodes(children));
	return element;
}

let lastId = 0;

/** An id that is unique in the document, for labels and ARIA references. */
export function uniqueId(prefix) {
	lastId += 1;
	return `wcrm-${prefix}-${lastId}`;
}

/** Text that keeps its own direction inside text of the other one: names, plates, codes. */
export function bdi(text, properties) {
	return h("bdi", properties, text);
}

/** The same for text that stands inside a sentence: between the marks U+2068 and U+2069, which nobody sees. */
export function isolated(text) {
	return `\u2068${text}\u2069`;
}

/** Left-to-right data: phones, codes, links. */
export function ltr(text, properties) {
	return h("bdi", { dir: "ltr", ...properties }, text);
}
