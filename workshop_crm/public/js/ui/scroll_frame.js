/** A frame in which a wide table scrolls. While it scrolls, it says so and the keyboard reaches it. */

import { h } from "./dom.js";

/**
 * @param {{label: string, kind?: string|false}} options label: for screen readers; kind: a further class of the frame
 * @param {HTMLElement} content
 */
export function scrollFrame({ label, kind }, content) {
	const hint = h(
		"p",
		{ class: "wcrm-hint wcrm-scroll-hint", hidden: true },
		__("Scroll sideways to see it all."),
	);
	const frame = h(
		"div",
		{ class: ["wcrm-table-scroll", kind].filter(Boolean).join(" "), role: "group", "aria-label": label },
		content,
	);
	reachableWhileScrolling(frame, content, (scrolls) => {
		hint.hidden = !scrolls;
	});
	return h("div", { class: "wcrm-scroll" }, hint, frame);
}

/**
 * Lets Tab reach a frame as long as it scrolls; it ends with the frame.
 *
 * @param {HTMLElement} frame
 * @param {HTMLElement} content that may grow inside
 * @param {(scrolls: boolean) => void} [onChange]
 */
export function reachableWhileScrolling(frame, content, onChange) {
	const watch = new ResizeObserver(() => {
		// What is taken out of the page has no size, which is seen here for the last time.
		if (!frame.isConnected) return watch.disconnect();
		const isWide = frame.scrollWidth > frame.clientWidth;
		const isHigh =
			frame.scrollHeight > frame.clientHeight && getComputedStyle(frame).overflowY !== "visible";
		const scrolls = isWide || isHigh;
		if (scrolls) frame.tabIndex = 0;
		else frame.removeAttribute("tabindex");
		onChange?.(scrolls);
	});
	watch.observe(frame);
	watch.observe(content);
}
