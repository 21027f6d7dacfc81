/** The four measures, each with the interval that its number of answers allows. */

import { h } from "../../../ui/dom.js";
import { intervalBar, shareText } from "../../../ui/interval.js";
import { figure } from "../../../ui/panel.js";

/** A measure that is a share, as the interval bar takes it. */
export function asShare(measure) {
	return { share: measure.value, low: measure.low, high: measure.high, n: measure.n };
}

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {Object} scores of surveys.results
 * @param {Object} funnel of surveys.funnel
 */
export function measureCards(host, scores, funnel) {
	const { csat, nps, ces, index } = scores.measures;
	const { format } = host;
	const rate = asShare(funnel.rate);
	return h(
		"div",
		{ class: "wcrm-figures" },
		figure({
			name: "response_rate",
			label: __("Answered invitations"),
			value: shareText(host, rate),
			note: funnel.asked ? intervalBar(host, rate) : null,
			tone: funnel.asked && rate.share < funnel.target ? "warn" : null,
		}),
		figure({
			name: "csat",
			label: __("Satisfied customers"),
			value: shareText(host, asShare(csat)),
			note: intervalBar(host, asShare(csat)),
		}),
		numberFigure(host, "nps", __("Recommendation (NPS)"), nps, 0),
		numberFigure(host, "index", __("Index, of {0}", [format.number(100)]), index, 0),
		ces.n
			? numberFigure(host, "ces", __("Effort (CES), of {0}", [format.number(7)]), ces, 1)
			: figure({ name: "answers", label: __("Answers"), value: format.number(scores.answers) }),
	);
}

function numberFigure(host, name, label, measure, decimals) {
	const { number } = host.format;
	const note = measure.n
		? __("Between {0} and {1} (95%), answers: {2}", [
				number(measure.low, decimals),
				number(measure.high, decimals),
				number(measure.n),
			])
		: __("No answers yet");
	return figure({ name, label, value: measure.n ? number(measure.value, decimals) : "–", note });
}
