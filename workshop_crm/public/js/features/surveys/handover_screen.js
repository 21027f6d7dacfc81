/** The counter at the handover: today's visits, each with a code to scan or the tablet to hand over. */

import { button } from "../../ui/button.js";
import { openDialog } from "../../ui/dialog.js";
import { bdi, fill, h } from "../../ui/dom.js";
import { orReport } from "../../ui/or_report.js";
import { panel } from "../../ui/panel.js";
import { emptyState } from "../../ui/states.js";
import { askPin, handTabletOver, stayLocked } from "./counter.js";

/** @type {import("../../host/types.js").Screen["mount"]} */
export async function mount(root, host) {
	stayLocked(host);
	const list = h("ul", { class: "wcrm-list wcrm-handover" });
	async function load() {
		const visits = await host.call("surveys.handover");
		fill(list, visits.length ? visits.map((visit) => visitRow(host, visit, reload)) : nobody());
	}
	const reload = orReport(host, load);
	const refresh = button(__("Refresh"), { icon: "refresh", small: true, onClick: reload });
	fill(
		root,
		panel(
			{
				title: __("Today's visits without an answer"),
				name: "handover",
				note: __("Show the code, or hand over the tablet while the customer waits for the key."),
				actions: [refresh],
			},
			list,
		),
	);
	await load();
}

function visitRow(host, visit, reload) {
	const { doctype, document } = visit;
	const open = () => host.call("surveys.hand_over", { doctype, document });
	const showCode = orReport(host, async () => openCode(host, visit, await open(), reload));
	const handOver = orReport(host, async () => {
		const pin = await askPin(host);
		if (pin) handTabletOver(host, await open(), pin, reload);
	});
	const about = [visit.plate, visit.service_type].filter(Boolean);
	return h(
		"li",
		{ class: "wcrm-list-row", data: { document } },
		h(
			"div",
			{ class: "wcrm-grow" },
			h("strong", {}, bdi(visit.name)),
			h(
				"p",
				{ class: "wcrm-hint wcrm-dotted" },
				about.map((text) => h("span", {}, bdi(text))),
			),
			visit.reason && h("p", { class: "wcrm-hint" }, visit.reason),
		),
		h(
			"div",
			{ class: "wcrm-row" },
			button(__("Show code"), { icon: "code", onClick: showCode }),
			button(__("Hand over the tablet"), { kind: "primary", icon: "open", onClick: handOver }),
		),
	);
}

function openCode(host, visit, counter, reload) {
	openDialog(host, (_inside, close) => ({
		title: counter.texts.title,
		name: "survey-code",
		body: h(
			"div",
			{
				class: "wcrm-survey-code",
				lang: counter.language,
				dir: counter.language === "ar" ? "rtl" : "ltr",
			},
			h("img", { src: counter.code, alt: counter.link }),
			h("p", { class: "wcrm-figure-value" }, bdi(visit.name)),
			h(
				"a",
				{ href: counter.link, target: "_blank", rel: "noopener noreferrer", dir: "ltr" },
				counter.link,
			),
		),
		actions: [button(__("Close"), { onClick: close })],
		onClose: reload,
	}));
}

function nobody() {
	return h(
		"li",
		{},
		emptyState(
			"check",
			__("Everybody has been asked"),
			__("Visits appear here once their invoice is submitted, until the customer has answered."),
		),
	);
}
