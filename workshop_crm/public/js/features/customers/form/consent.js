/** The channels the customer agreed to, each with when and how. */

import { h, uniqueId } from "../../../ui/dom.js";
import { sourceLabel } from "../../../ui/labels.js";
import { fieldset } from "./fieldset.js";

const SOURCES = ["Front desk", "Reception form", "Phone call", "Website"];

export function consentSection({ host, values, options, alone }) {
	const known = new Map((values.channels ?? []).map((row) => [row.channel, row]));
	const rows = options.channels.map((channel) => consentRow(host, channel, known.get(channel.channel)));
	const element = fieldset(
		{
			title: __("May be contacted by"),
			alone,
			hint: __("Tick a channel only when the customer agreed to it."),
			input: "channels",
		},
		rows.map((row) => row.element),
	);
	return { element, read: () => ({ channels: rows.map((row) => row.read()).filter(Boolean) }) };
}

/** @returns {{element: HTMLElement, read: () => ?Object}} read gives null for a channel that is not ticked */
function consentRow(host, { channel, label, dated }, consent) {
	const id = uniqueId("consent");
	const agreed = Boolean(consent && (consent.consent_date || !dated));
	const date = h("input", {
		class: "wcrm-input",
		type: "date",
		"aria-label": __("Date of consent: {0}", [label]),
		value: agreed ? (consent.consent_date ?? "") : host.context.today,
		max: host.context.today,
	});
	const source = sourceSelect(label, consent?.source);
	const details = h("div", { class: "wcrm-consent-details", hidden: !agreed }, date, source);
	const box = h("input", {
		type: "checkbox",
		id,
		checked: agreed,
		on: { change: () => (details.hidden = !box.checked) },
	});
	const element = h(
		"div",
		{ class: "wcrm-consent", data: { channel } },
		h("span", { class: "wcrm-check" }, box, h("label", { for: id }, label)),
		details,
	);
	const read = () =>
		box.checked ? { channel, consent_date: date.value || null, source: source.value } : null;
	return { element, read };
}

function sourceSelect(label, chosen) {
	const codes = chosen && !SOURCES.includes(chosen) ? [...SOURCES, chosen] : SOURCES;
	const value = chosen || SOURCES[0];
	return h(
		"select",
		{ class: "wcrm-input", "aria-label": __("Source of consent: {0}", [label]) },
		codes.map((code) => h("option", { value: code, selected: code === value }, sourceLabel(code))),
	);
}
