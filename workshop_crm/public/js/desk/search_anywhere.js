/** Where ERPNext's desk leads to the search dialog: a shortcut, and the first line of the search bar. */

import { isStaff } from "./profile_prefetch.js";

/** Above all lines that merely share letters with what was typed. */
const FIRST = 10_000;
/** Above Frappe's own "Search for ...", which stands at 100, and below what is called as it was typed. */
const BELOW_NAMESAKES = 101;

/** @param {(query?: string) => *} open */
export function offerSearchAnywhere(open) {
	frappe.ui.keys.add_shortcut({
		shortcut: "shift+ctrl+f",
		action: () => open(),
		description: __("Find a customer"),
		condition: isStaff,
		ignore_inputs: true,
	});
	offerInSearchBar(open);
}

/** Frappe offers no hook for lines of its search bar. */
function offerInSearchBar(open) {
	const bar = frappe.search?.AwesomeBar?.prototype;
	if (!bar?.build_options) return;
	const buildOptions = bar.build_options;
	bar.build_options = function (text) {
		const options = buildOptions.call(this, text);
		if (!isStaff() || text.startsWith("#")) return options;
		const place = options.some((option) => isNamed(option, text)) ? BELOW_NAMESAKES : FIRST;
		return [offer(text, place, open), ...options];
	};
}

/** Whether the line leads to a DocType, report or page whose name begins with `text`. Frappe marks letters in it. */
function isNamed(option, text) {
	const name = frappe.utils.html2text(String(option.label ?? option.value));
	return name.trim().toLowerCase().startsWith(text.toLowerCase());
}

function offer(text, index, open) {
	return {
		label: __("Find customer: {0}", [frappe.utils.escape_html(text).bold()]),
		value: __("Find customer: {0}", [text]),
		match: text,
		index,
		default: "Customer",
		onclick: () => open(text),
	};
}
