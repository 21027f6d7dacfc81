/** A part of the page as a PNG file, as it looks: its elements with their computed styles, drawn by the browser itself. */

import { saveFrom } from "../host/address.js";

const SCALE = 2;
const MARGIN = 16;
const STYLES = [
	"align-items",
	"background-color",
	"background-image",
	"background-position",
	"background-repeat",
	"background-size",
	"border-collapse",
	"border-radius",
	"border-spacing",
	"border-top",
	"border-right",
	"border-bottom",
	"border-left",
	"box-sizing",
	"color",
	"column-gap",
	"direction",
	"display",
	"fill",
	"fill-opacity",
	"flex-direction",
	"flex-grow",
	"flex-wrap",
	"font-family",
	"font-size",
	"font-style",
	"font-weight",
	"gap",
	"grid-template-columns",
	"inset",
	"height",
	"justify-content",
	"letter-spacing",
	"line-height",
	"list-style",
	"margin",
	"min-height",
	"opacity",
	"overflow-wrap",
	"padding",
	"position",
	"row-gap",
	"stroke",
	"stroke-dasharray",
	"stroke-opacity",
	"stroke-width",
	"text-align",
	"text-anchor",
	"transform",
	"unicode-bidi",
	"vertical-align",
	"white-space",
	"width",
	"word-spacing",
];

/**
 * @param {HTMLElement} element what is drawn whole, also where it scrolls on the page
 * @param {string} name of the file, without its ending
 * @returns {Promise<void>} rejects where the browser cannot draw it
 */
export async function savePicture(element, name) {
	const { width, height } = wholeSize(element);
	const image = await loaded(asSvg(element, width, height));
	const canvas = document.createElement("canvas");
	canvas.width = (width + 2 * MARGIN) * SCALE;
	canvas.height = (height + 2 * MARGIN) * SCALE;
	const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
	context.scale(SCALE, SCALE);
	context.fillStyle = backgroundOf(element);
	context.fillRect(0, 0, canvas.width, canvas.height);
	context.drawImage(image, MARGIN, MARGIN);
	saveFrom(canvas.toDataURL("image/png"), `${name}.png`);
}

/** With what is scrolled out of sight. */
function wholeSize(element) {
	const inside = [element, ...element.querySelectorAll("*")].map((one) => one.scrollWidth || 0);
	return { width: Math.ceil(Math.max(...inside)), height: Math.ceil(element.offsetHeight) + 2 };
}

function asSvg(element, width, height) {
	const copy = styledCopy(element);
	copy.style.width = `${width}px`;
	copy.setAttribute("xmlns", "http://www.w3.org/1999/xhtml");
	const content = new XMLSerializer().serializeToString(copy);
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><foreignObject width="100%" height="100%">${content}</foreignObject></svg>`;
	return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

function styledCopy(element) {
	const copy = element.cloneNode(true);
	const originals = [element, ...element.querySelectorAll("*")];
	for (const [place, one] of [copy, ...copy.querySelectorAll("*")].entries()) {
		give(one, getComputedStyle(originals[place]));
		const before = getComputedStyle(originals[place], "::before");
		if (before.content.startsWith('"')) one.prepend(generated(before));
	}
	for (const one of copy.querySelectorAll("[data-picture=leave-out], details, .wcrm-visually-hidden"))
		one.remove();
	return copy;
}

function give(element, style) {
	for (const property of STYLES) element.style.setProperty(property, style.getPropertyValue(property));
}

/** What a style sheet draws before an element, such as a bar. */
function generated(style) {
	const element = document.createElement("span");
	element.textContent = style.content.slice(1, -1);
	give(element, style);
	return element;
}

function loaded(source) {
	return new Promise((resolve, reject) => {
		const image = new Image();
		image.onload = () => resolve(image);
		image.onerror = () => reject(new Error(__("This browser cannot draw the picture.")));
		image.src = source;
	});
}

/** The nearest background that is not transparent. */
function backgroundOf(element) {
	for (let one = element; one; one = one.parentElement) {
		const colour = getComputedStyle(one).backgroundColor;
		if (!/^(transparent|rgba\(.*, 0\))$/.test(colour)) return colour;
	}
	return "white";
}
