/** The search box over whatever stands on the screen. */

import { openDialog } from "../../ui/dialog.js";
import { customerFinder } from "./customer_finder.js";
import { keyHints } from "./key_hints.js";

/** As the browser writes its keys; the one shortcut of both hosts. */
export const SHORTCUT = "Ctrl + Shift + F";

/** The box of the dialog that is open. @type {?import("./customer_search.js").CustomerSearch} */
let shown = null;

/**
 * @param {import("../../host/types.js").Host} host
 * @param {string} [query] what to look for at once
 */
export function openSearchDialog(host, query = "") {
	if (shown) return shown.input.select();
	openDialog(host, (inside, close) => {
		const open = (screen, params) => {
			close();
			host.open(screen, params);
		};
		const { search, create } = customerFinder({ ...inside, open }, { query, limit: 12, onLeave: close });
		shown = search;
		queueMicrotask(() => {
			search.input.focus();
			search.ask();
		});
		return {
			title: __("Find a customer"),
			name: "search",
			body: search.element,
			actions: [keyHints(__("close")), create],
			onClose: () => (shown = null),
		};
	});
}
