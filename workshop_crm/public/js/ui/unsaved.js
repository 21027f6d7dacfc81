/**
 * Unsaved input is discarded only after a confirmation, not by Escape, a link, Back or a closed tab. Where the page cannot ask, as on
 * a reload, the browser does.
 */

import { confirmDialog } from "./dialog.js";

/** One for each place that is watched. @type {Set<() => boolean>} */
const holders = new Set();

/**
 * Watches the inputs inside `place` as long as `host` lasts.
 *
 * @param {import("../host/types.js").Host} host
 * @param {HTMLElement} place as it stands now is without changes
 * @param {() => boolean} [isSending] what is being sent may lead to another page by itself
 * @returns {() => Promise<boolean>} whether it may be left: asks when something was changed
 */
export function guardChanges(host, place, isSending) {
	const before = contentOf(place);
	return guardWhile(host, () => contentOf(place) !== before, isSending);
}

/**
 * @param {import("../host/types.js").Host} host
 * @param {() => boolean} isChanged whether something would be lost now
 * @param {() => boolean} [isSending]
 * @returns {() => Promise<boolean>} see guardChanges
 */
export function guardWhile(host, isChanged, isSending = () => false) {
	/** @type {?Promise<boolean>} */
	let asking = null;
	const mayLeave = async () => {
		if (!isChanged()) return true;
		asking ??= askToDiscard(host).finally(() => (asking = null));
		return asking;
	};
	let isGivenUp = false;
	const wouldLose = () => !isGivenUp && !isSending() && isChanged();
	const leave = async (go) => {
		if (!(await mayLeave()) || isGivenUp) return;
		isGivenUp = true;
		go();
	};
	holdLinks(host.life, wouldLose, leave);
	holdPage(host.life, wouldLose, leave);
	host.life.listen(window, "beforeunload", (event) => wouldLose() && event.preventDefault());
	return mayLeave;
}

function askToDiscard(host) {
	return confirmDialog(host, {
		title: __("Discard changes?"),
		text: __("What you entered is not saved yet."),
		label: __("Discard"),
		keep: __("Keep editing"),
	});
}

/** A link is followed once it may be. */
function holdLinks(life, wouldLose, leave) {
	const hold = (event) => {
		const link = leadingAway(event);
		if (!link || !wouldLose()) return;
		event.preventDefault();
		event.stopImmediatePropagation();
		leave(() => link.click());
	};
	life.listen(document, "click", hold, { capture: true });
}

/** @returns {?HTMLAnchorElement} the link that was clicked, when it opens another page here */
function leadingAway(event) {
	const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
	// A menu of the page itself.
	if (link?.getAttribute("href").startsWith("#")) return null;
	const isForElsewhere = link?.target === "_blank" || link?.hasAttribute("download");
	if (!link || isForElsewhere || event.ctrlKey || event.metaKey || event.shiftKey) return null;
	const { protocol, pathname, search, hash } = /** @type {HTMLAnchorElement} */ (link);
	const isHere = pathname === location.pathname && search === location.search && hash !== "";
	return protocol.startsWith("http") && !isHere ? /** @type {HTMLAnchorElement} */ (link) : null;
}

/**
 * Where another page is shown without loading a document, as in the desk: the address is put back, and gone to once it may be.
 *
 * @returns {boolean} whether the page stays as it is for now
 */
export function keepsPage() {
	return [...holders].some((hold) => hold());
}

function holdPage(life, wouldLose, leave) {
	const address = location.href;
	const hold = () => {
		if (location.pathname + location.search === pathOf(address) || !wouldLose()) return false;
		history.pushState(null, "", address);
		leave(() => history.back());
		return true;
	};
	holders.add(hold);
	life.onEnd(() => holders.delete(hold));
}

function pathOf(address) {
	const { pathname, search } = new URL(address);
	return pathname + search;
}

/** @param {HTMLElement} place */
function contentOf(place) {
	const parts = [...place.querySelectorAll("input, select, textarea, [contenteditable]")];
	return JSON.stringify(parts.map(contentOfOne));
}

function contentOfOne(part) {
	if (part.type === "checkbox" || part.type === "radio") return part.checked;
	return part.value ?? part.innerHTML;
}
