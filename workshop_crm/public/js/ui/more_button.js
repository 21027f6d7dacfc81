/** The button below a list that loads further rows. The focus goes to the first of them. */

import { button } from "./button.js";
import { focusRow, rowsIn } from "./focus_place.js";

/**
 * @param {HTMLElement} place the list, or what it stands in
 * @param {() => Promise<void>} load adds rows to it
 */
export function moreButton(place, load) {
	const onClick = async () => {
		const before = rowsIn(place).length;
		await load();
		const first = rowsIn(place)[before];
		if (first) focusRow(first);
	};
	return button(__("Show more"), { onClick, attributes: { "data-action": "show-more" } });
}
