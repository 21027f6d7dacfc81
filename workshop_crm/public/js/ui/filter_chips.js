/** A row of choices of which one is on. */

import { h } from "./dom.js";

/**
 * @param {{label: string, options: Array<{value: string, label: string, count?: string}>, value: string,
 *   onChange: (value: string) => void}} options
 */
export function filterChips({ label, options, value, onChange }) {
	const choose = (chosen) => {
		for (const chip of chips) chip.setAttribute("aria-pressed", String(chip.dataset.value === chosen));
		onChange(chosen);
	};
	const chip = (option) =>
		h(
			"button",
			{
				type: "button",
				class: "wcrm-filter-chip",
				"aria-pressed": String(option.value === value),
				data: { value: option.value },
				on: { click: () => choose(option.value) },
			},
			option.label,
			option.count && h("span", { class: "wcrm-count" }, option.count),
		);
	const chips = options.map(chip);
	return h("div", { class: "wcrm-filter-chips", role: "group", "aria-label": label }, chips);
}
