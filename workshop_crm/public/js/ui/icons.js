/** Line icons on a 24 x 24 grid, drawn with the text's colour. */

const NAMESPACE = "http://www.w3.org/2000/svg";

const PATHS = {
	search: ["M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14z", "M20 20l-4-4"],
	checkout: ["M4 5h2l2 10h9l2-7H7", "M9.5 19.5h.01", "M16.5 19.5h.01"],
	dashboard: ["M4 20V10", "M10 20V4", "M16 20v-7", "M21 20H3"],
	loyalty: ["M12 3.8l2.5 5.1 5.6.8-4 4 .9 5.6-5-2.7-5 2.7.9-5.6-4-4 5.6-.8z"],
	follow_ups: ["M4 5h16v11H9l-5 4z", "M12 8v3", "M12 13.4h.01"],
	surveys: [
		"M5 4h14v16H5z",
		"M8.5 9l1.5 1.5L12.5 8",
		"M14.5 9.5h2",
		"M8.5 15l1.5 1.5 2.5-2.5",
		"M14.5 15.5h2",
	],
	outbox: ["M4 13l3-8h10l3 8v6H4z", "M4 13h5l1 2h4l1-2h5"],
	import: ["M12 3v11", "M8 10l4 4 4-4", "M4 17v3h16v-3"],
	profile: ["M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5"],
	car: [
		"M3 16v-3.5l2-1.5 2-4.5h9l2.5 4.5 2.5 1v4z",
		"M5 11h13",
		"M7.5 16a1.7 1.7 0 1 0 .01 0z",
		"M16.5 16a1.7 1.7 0 1 0 .01 0z",
	],
	code: [
		"M4 4h6v6H4z",
		"M14 4h6v6h-6z",
		"M4 14h6v6H4z",
		"M14 14h2.5v2.5",
		"M20 14v2.5h-1",
		"M14 20h2.5",
		"M20 20h-.5v-.5",
	],
	phone: [
		"M6 3.5h3l1.5 4.5-2 1.5a11 11 0 0 0 6 6l1.5-2 4.5 1.5v3a2 2 0 0 1-2 2A16 16 0 0 1 4 5.5a2 2 0 0 1 2-2z",
	],
	chat: ["M12 4a8 8 0 0 0-7 11.8L4 20l4.3-1A8 8 0 1 0 12 4z", "M8.5 11.5h7", "M8.5 14h4"],
	mail: ["M4 6h16v12H4z", "M4 7l8 6 8-6"],
	plus: ["M12 5v14", "M5 12h14"],
	minus: ["M5 12h14"],
	close: ["M6 6l12 12", "M18 6L6 18"],
	check: ["M5 12.5l4.5 4.5L19 7.5"],
	edit: ["M4 20l1-4L16 5l3 3L8 19z", "M14 7l3 3"],
	copy: ["M9 9h11v11H9z", "M15 9V4H4v11h5"],
	open: ["M14 4h6v6", "M20 4l-9 9", "M18 14v6H4V6h6"],
	download: ["M12 4v11", "M8 11l4 4 4-4", "M5 20h14"],
	refresh: ["M19 12a7 7 0 1 1-2-5l3 3", "M20 4v6h-6"],
	back: ["M15 5l-7 7 7 7"],
	forward: ["M9 5l7 7-7 7"],
	more: ["M5 11a1 1 0 1 0 .01 0z", "M12 11a1 1 0 1 0 .01 0z", "M19 11a1 1 0 1 0 .01 0z"],
	warning: ["M12 4l9 16H3z", "M12 10v4", "M12 17h.01"],
	clock: ["M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z", "M12 8v4.5l3 2"],
	globe: [
		"M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z",
		"M3.5 12h17",
		"M12 3.5c-5 5-5 12 0 17 5-5 5-12 0-17z",
	],
	undo: ["M8 5L4 9l4 4", "M4 9h9a6 6 0 0 1 0 11H9"],
	trash: ["M5 7h14", "M9 7V4h6v3", "M7 7l1 13h8l1-13"],
	gift: [
		"M4 9h16v4H4z",
		"M6 13v7h12v-7",
		"M12 9v11",
		"M12 9c-6 0-5-6-1.5-5C12 4.5 12 7 12 9c0-2 0-4.5 1.5-5C17 3 18 9 12 9z",
	],
	send: ["M20 4L3 11l7 3 3 7z", "M10 14l10-10"],
	print: ["M7 9V4h10v5", "M5 9h14v8h-3", "M8 17H5v-8", "M8 14h8v6H8z"],
	note: ["M5 4h14v11l-5 5H5z", "M14 20v-5h5", "M8.5 9h7", "M8.5 12.5h4"],
	swap: ["M4 9h14", "M14 5l4 4-4 4", "M20 16H6", "M10 12l-4 4 4 4"],
	bold: ["M8 5h5a3.5 3.5 0 0 1 0 7H8z", "M8 12h6a3.5 3.5 0 0 1 0 7H8z"],
	italic: ["M10 5h7", "M7 19h7", "M14 5l-4 14"],
	bullets: ["M9 6h11", "M9 12h11", "M9 18h11", "M4.5 6h.01", "M4.5 12h.01", "M4.5 18h.01"],
	numbers: ["M10 6h10", "M10 12h10", "M10 18h10", "M4 5l1.5-1v4", "M4 15.5c2-2 3 .5 0 4h3"],
	menu: ["M4 7h16", "M4 12h16", "M4 17h16"],
};

/** @typedef {keyof typeof PATHS} IconName */

/**
 * @param {IconName} name
 * @param {{flip?: boolean}} [options] flip: mirrored where text runs right to left
 * @returns {SVGElement} hidden from assistive technology: the label beside it speaks
 */
export function icon(name, options = {}) {
	const svg = document.createElementNS(NAMESPACE, "svg");
	svg.setAttribute("viewBox", "0 0 24 24");
	svg.setAttribute("aria-hidden", "true");
	svg.setAttribute("focusable", "false");
	svg.setAttribute("class", options.flip ? "wcrm-icon wcrm-flip" : "wcrm-icon");
	for (const line of PATHS[name]) {
		const path = document.createElementNS(NAMESPACE, "path");
		path.setAttribute("d", line);
		svg.append(path);
	}
	return svg;
}
