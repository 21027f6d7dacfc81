/** Actions that are seldom needed, behind three dots. Closes on a choice, on Escape and on a click elsewhere. */

import { button } from "./button.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";

/**
 * @param {string} label what the actions are about
 * @param {Array<{label: string, icon: string, onClick: (menu: HTMLElement) => *}>} actions
 */
export function actionMenu(label, actions) {
	const summary = h(
		"summary",
		{ class: "wcrm-icon-button", "aria-label": label, title: label },
		icon("more"),
	);
	const list = h("div", { class: "wcrm-menu-list" });
	const menu = h("details", { class: "wcrm-menu" }, summary, list);
	// Of a screen full of rows, few menus are ever opened.
	summary.addEventListener("click", () => list.firstChild || fill(list, actions.map(entry)));

	function entry(action) {
		const run = () => {
			menu.open = false;
			// Where the focus comes back to after a dialog.
			summary.focus();
			return action.onClick(menu);
		};
		return button(action.label, { kind: "quiet", icon: action.icon, onClick: run });
	}

	menu.addEventListener("keydown", (event) => {
		if (event.key !== "Escape" || !menu.open) return;
		event.stopPropagation();
		event.preventDefault();
		menu.open = false;
		summary.focus();
	});
	menu.addEventListener("focusout", (event) => {
		if (!menu.contains(/** @type {?Node} */ (event.relatedTarget))) menu.open = false;
	});
	return menu;
}
