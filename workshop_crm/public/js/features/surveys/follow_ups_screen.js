/** Who is unhappy, what customers say, and how satisfied they are. */

import { fill, h } from "../../ui/dom.js";
import { keepFocus } from "../../ui/focus_place.js";
import { intervalBar, shareText } from "../../ui/interval.js";
import { orReport } from "../../ui/or_report.js";
import { figure } from "../../ui/panel.js";
import { followUpsPanel } from "./follow_up_list.js";
import { latestAnswers, responsesPanel } from "./responses.js";

/** @type {import("../../host/types.js").Screen["mount"]} */
export async function mount(root, host, params) {
	const { service_types: serviceTypes } = await host.call("visits.options");
	async function load() {
		const [followUps, answers] = await Promise.all([
			host.call("surveys.follow_ups"),
			latestAnswers(host),
		]);
		const parts = [
			figures(host, followUps, answers),
			h(
				"div",
				{ class: "wcrm-columns-even" },
				followUpsPanel(host, followUps, orReport(host, load)),
				responsesPanel(host, answers, serviceTypes),
			),
		];
		keepFocus(root, () => fill(root, parts));
	}
	await load();
	goTo(root, params.follow_up);
}

/** Where the address names a follow-up: to its row. */
function goTo(root, name) {
	const row = [...root.querySelectorAll("[data-follow-up]")].find((one) => one.dataset.followUp === name);
	row?.scrollIntoView({ block: "center" });
	row?.querySelector("a")?.focus({ preventScroll: true });
}

function figures(host, followUps, answers) {
	const { format } = host;
	const rate = answers.response_rate;
	return h(
		"div",
		{ class: "wcrm-figures" },
		figure({
			name: "open_follow_ups",
			label: __("Open follow-ups"),
			value: format.number(followUps.length),
			tone: followUps.length ? "bad" : "good",
		}),
		figure({
			name: "csat",
			label: __("Satisfied customers"),
			value: shareText(host, answers.csat),
			note: intervalBar(host, answers.csat),
		}),
		figure({
			name: "response_rate",
			label: __("Answered invitations"),
			value: rate.sent ? format.percent(rate.share) : "–",
			note: __("{0} of {1}", [format.number(rate.answered), format.number(rate.sent)]),
		}),
	);
}
