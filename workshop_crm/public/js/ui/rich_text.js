/** A small field for formatted text: bold, italic, two kinds of lists. What is pasted comes in as plain text. */

import { button } from "./button.js";
import { fill, h, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { safeFragment, safeHtml } from "./safe_html.js";

/** @type {Array<[string, import("./icons.js").IconName, () => string]>} */
const BUTTONS = [
	["bold", "bold", () => __("Bold")],
	["italic", "italic", () => __("Italic")],
	["insertUnorderedList", "bullets", () => __("List")],
	["insertOrderedList", "numbers", () => __("Numbered list")],
];

/**
 * @param {{name: string, label: string, value?: string, hint?: string}} options value: HTML
 * @returns {{element: HTMLElement, read: () => string}} read gives safe HTML, "" when nothing is written
 */
export function richTextField({ name, label, value, hint }) {
	const id = uniqueId("rich");
	const area = h("div", {
		class: "wcrm-input wcrm-rich-area wcrm-formatted",
		contenteditable: "true",
		role: "textbox",
		"aria-multiline": "true",
		"aria-labelledby": id,
		"aria-describedby": hint ? `${id}-hint` : null,
		dir: "auto",
		data: { input: name },
		on: { paste: pastePlain, focus: () => document.execCommand("defaultParagraphSeparator", false, "p") },
	});
	area.append(safeFragment(value));
	const toolbar = h(
		"div",
		{ class: "wcrm-rich-toolbar", role: "toolbar", "aria-label": __("Formatting") },
		BUTTONS.map(([command, iconName, says]) => formatButton(area, command, iconName, says())),
	);
	const element = h(
		"div",
		{ class: "wcrm-field wcrm-rich" },
		h("span", { class: "wcrm-field-label", id }, label),
		toolbar,
		area,
		hint && h("p", { class: "wcrm-hint", id: `${id}-hint` }, hint),
	);
	return { element, read: () => safeHtml(area.innerHTML) };
}

function formatButton(area, command, iconName, label) {
	const element = button(label, { kind: "quiet", attributes: { "aria-label": label, title: label } });
	fill(element, icon(iconName));
	// The selection stays in the text.
	element.addEventListener("mousedown", (event) => event.preventDefault());
	element.addEventListener("click", () => {
		area.focus();
		document.execCommand(command, false);
	});
	return element;
}

function pastePlain(event) {
	event.preventDefault();
	document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
}
