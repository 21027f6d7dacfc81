/** What a user reads on a page without the right to it, with the way back. */

import { SCREENS } from "../features/registry.js";
import { button } from "../ui/button.js";
import { fill, h } from "../ui/dom.js";
import { closedNotice } from "../ui/states.js";

/**
 * @param {HTMLElement} wrapper of the desk page
 * @param {string} screen
 */
export function showClosedPage(wrapper, screen) {
	const page = frappe.ui.make_app_page({ parent: wrapper, single_column: true });
	const title = SCREENS[screen].title();
	page.set_title(title);
	const direction = frappe.utils.is_rtl() ? "rtl" : "ltr";
	const notice = closedNotice(
		title,
		__("Your user has none of the roles that this page needs. Ask the manager for one."),
		button(__("Home"), { onClick: () => frappe.set_route("") }),
	);
	const panel = h("div", { class: "wcrm-panel" }, notice);
	fill(
		page.main.get(0),
		h("div", { class: "wcrm wcrm-screen", dir: direction, data: { closed: screen } }, panel),
	);
}
