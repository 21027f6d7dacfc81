/** Where ERPNext's desk leads to the search dialog: a shortcut, and the first line of the search bar. */

import { isStaff } from "./profile_prefetch.js";

/** Above Frappe's own "Search for ...", which stands at 100; a DocType or page of just that name may stand higher. */
const PLACE = 101;

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
		return [offer(text, open), ...options];
	};
}

function offer(text, open) {
	return {
		label: __("Find customer: {0}", [frappe.utils.escape_html(text).bold()]),
		value: __("Find customer: {0}", [text]),
		match: text,
		index: PLACE,
		default: "Customer",
		onclick: () => open(text),
	};
}
