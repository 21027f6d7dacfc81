/** One customer in a list of hits. */

import { button } from "../button.js";
import { bdi, h, ltr } from "../dom.js";
import { badge } from "../panel.js";
import { avatar, nameOf, otherNameOf, phoneChip, plate } from "../person.js";

const PLATES = 2;

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} hit
 * @param {(hit: Object) => void} [onService] adds the button "New service"
 */
export function hitRow(host, hit, onService) {
	const name = nameOf(host, hit);
	const other = otherNameOf(host, hit);
	return h(
		"div",
		{ class: "wcrm-hit-row" },
		avatar(name),
		h(
			"div",
			{ class: "wcrm-hit-main" },
			h(
				"div",
				{ class: "wcrm-hit-names" },
				bdi(name, { class: "wcrm-hit-name" }),
				other && bdi(other, { class: "wcrm-muted" }),
				hit.disabled && badge(__("Not in use")),
			),
			h(
				"div",
				{ class: "wcrm-chips" },
				(hit.phones ?? []).slice(0, 2).map(phoneChip),
				plates(host, hit.plates ?? []),
			),
			h(
				"div",
				{ class: "wcrm-hit-why" },
				why(hit, [name, other]),
				hit.last_visit && h("span", {}, __("Last visit: {0}", [host.format.date(hit.last_visit)])),
			),
		),
		onService &&
			button(__("New service"), {
				icon: "checkout",
				small: true,
				attributes: { tabindex: "-1" },
				onClick: () => onService(hit),
			}),
	);
}

/** The first plates, and how many more there are. */
function plates(host, all) {
	const more = all.length - PLATES;
	return [
		...all.slice(0, PLATES).map(plate),
		more > 0 && h("span", { class: "wcrm-hint" }, `+${host.format.number(more)}`),
	];
}

/** Why it matched; what matched only where it is not in sight already. */
function why(hit, shown) {
	if (!hit.reason || hit.reason === "recent") return null;
	const label = hit.reason_label;
	const matched = ["phone", "vin", "code"].includes(hit.reason) ? ltr(hit.matched) : bdi(hit.matched);
	return h(
		"span",
		{ class: "wcrm-why" },
		label,
		hit.matched && !shown.includes(hit.matched) && h("span", {}, ": ", matched),
	);
}
