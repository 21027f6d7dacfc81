/** Who is unhappy, what customers say, and how satisfied they are. */

import { fill, h } from "../../ui/dom.js";
import { intervalBar, shareText } from "../../ui/interval.js";
import { keepFresh } from "../../ui/live.js";
import { figure } from "../../ui/panel.js";
import { FollowUpList } from "./follow_up_list.js";
import { latestAnswers, responsesPanel } from "./responses.js";

/** @type {import("../../host/types.js").Screen["mount"]} */
export async function mount(root, host, params) {
	const [{ service_types: serviceTypes }, answers] = await Promise.all([
		host.call("visits.options"),
		latestAnswers(host),
	]);
	const cards = h("div", { class: "wcrm-figures" });
	const list = new FollowUpList(host, params.part ?? "", (counts) =>
		fill(cards, figures(host, counts, answers)),
	);
	await list.load();
	const columns = [list.element, responsesPanel(host, answers, serviceTypes)];
	fill(root, cards, h("div", { class: "wcrm-columns-even" }, columns));
	goTo(root, params.follow_up);
	keepFresh(host, root, "workshop_crm_follow_ups", () => list.load().catch(() => {}));
}

/** Where the address names a follow-up: to its row. */
function goTo(root, name) {
	const row = [...root.querySelectorAll("[data-follow-up]")].find((one) => one.dataset.followUp === name);
	row?.scrollIntoView({ block: "center" });
	row?.querySelector("a")?.focus({ preventScroll: true });
}

function figures(host, counts, answers) {
	const { format } = host;
	const rate = answers.response_rate;
	return [
		figure({
			name: "open_follow_ups",
			label: __("Open follow-ups"),
			value: format.number(counts.open),
			note: counts.overdue ? __("Overdue: {0}", [format.number(counts.overdue)]) : null,
			tone: counts.open ? "bad" : "good",
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
	];
}
