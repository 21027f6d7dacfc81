/** A share with its 95 % interval: a dot on a band, so that few answers look as uncertain as they are. */

import { h } from "./dom.js";

/**
 * @param {import("../host/types.js").Host} host
 * @param {?{share: number, low: number, high: number, n: number}} estimate
 */
export function intervalBar(host, estimate) {
	if (!estimate?.n) return h("span", { class: "wcrm-hint" }, __("No answers yet"));
	const { percent, number } = host.format;
	const words = __("Between {0} and {1} (95%), answers: {2}", [
		percent(estimate.low),
		percent(estimate.high),
		number(estimate.n),
	]);
	return h(
		"span",
		{ class: "wcrm-interval", title: words },
		h(
			"span",
			{
				class: "wcrm-interval-track",
				"aria-hidden": "true",
				style: { "--low": estimate.low, "--high": estimate.high, "--share": estimate.share },
			},
			h("i", {}),
			h("b", {}),
		),
		h("span", { class: "wcrm-hint" }, words),
	);
}

/** The share as large text; "–" while nobody answered. */
export function shareText(host, estimate) {
	return estimate?.n ? host.format.percent(estimate.share) : "–";
}
