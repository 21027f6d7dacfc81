/** The focus after everything around it was drawn anew: on the same control, its row, the next row, or the panel's title. */

const ROWS = "li, tr";
const CONTROLS = "a[href], button, summary, input, select, textarea, [contenteditable]";
const TITLES = "h1, h2, h3";

/**
 * Remembers where an element stands.
 *
 * @param {?Element} element
 * @returns {() => void} gives it the focus, or what stands in its place by then
 */
export function placeOf(element) {
	if (!(element instanceof HTMLElement) || element === document.body) return () => {};
	const row = element.closest(ROWS);
	const place = {
		screen: attributeOf(element, "data-screen"),
		panel: attributeOf(element, "data-panel"),
		row: row && keyOf(row),
		index: row ? [...(row.parentElement?.children ?? [])].indexOf(row) : -1,
		control: wordsOf(element),
	};
	return () => (element.isConnected ? element.focus() : goTo(place));
}

/**
 * Draws anew what holds the focus, if it does, and gives it back.
 *
 * @param {HTMLElement} root
 * @param {() => void} draw
 */
export function keepFocus(root, draw) {
	const focused = document.activeElement;
	const goBack = focused && root.contains(focused) ? placeOf(focused) : () => {};
	draw();
	goBack();
}

/** @param {Element} row its first control, or itself */
export function focusRow(row) {
	focusOn(row.querySelector(CONTROLS) ?? row);
}

/** The rows of the list or table in a place. @param {Element} place @returns {Element[]} */
export function rowsIn(place) {
	const list = place.matches("ul, ol, tbody") ? place : place.querySelector("ul, ol, tbody");
	return [...(list?.children ?? [])];
}

function goTo({ screen, panel, row, index, control }) {
	const page = document.querySelector(screen ? `[data-screen="${CSS.escape(screen)}"]` : "main, body");
	const inside = (panel && page?.querySelector(`[data-panel="${CSS.escape(panel)}"]`)) || page;
	if (!inside) return;
	const rows = index < 0 ? [] : [...inside.querySelectorAll(ROWS)];
	const next = rows.find((one) => row && keyOf(one) === row) ?? rows[Math.min(index, rows.length - 1)];
	const around = next ?? inside;
	const same = [...around.querySelectorAll(CONTROLS)].find((one) => wordsOf(one) === control);
	if (same) return focusOn(same);
	if (next) return focusRow(next);
	focusTitle(inside);
}

/** @param {Element} place its title, or itself */
export function focusTitle(place) {
	focusOn(place.querySelector(TITLES) ?? place);
}

function focusOn(element) {
	if (!element.matches(CONTROLS)) element.tabIndex = -1;
	element.focus({ preventScroll: element.matches(TITLES) });
}

function attributeOf(element, name) {
	return element.closest(`[${name}]`)?.getAttribute(name) ?? "";
}

/** What a row is about stands first among its data; what follows, such as a state, may change. */
function keyOf(row) {
	return Object.entries(row.dataset)[0]?.join(" ") ?? "";
}

function wordsOf(element) {
	return element.getAttribute("aria-label") || element.textContent?.trim() || element.getAttribute("name");
}
