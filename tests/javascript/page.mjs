/** A document without a browser, and `__` as the page defines it: imported before any module of the app. */

import { webcrypto } from "node:crypto";
import { createRequire } from "node:module";

const { JSDOM } = createRequire(new URL("../../scripts/node/package.json", import.meta.url))("jsdom");

export const { window } = new JSDOM("<!doctype html><body></body>", {
	url: "http://preview.test/app/workshop-search",
});

const FROM_THE_PAGE = [
	"window",
	"document",
	"history",
	"location",
	"localStorage",
	"sessionStorage",
	"CustomEvent",
	"DOMParser",
	"Element",
	"Event",
	"EventTarget",
	"HTMLElement",
	"Node",
];
for (const name of FROM_THE_PAGE) globalThis[name] = name === "window" ? window : window[name];
globalThis.crypto ??= webcrypto;
/** Nothing has a size here. */
globalThis.ResizeObserver = class {
	observe() {}
	disconnect() {}
};
globalThis.__ = (text, values) =>
	values ? text.replace(/\{(\d+)\}/g, (hole, index) => values[index] ?? hole) : text;

const { Lifetime } = await import("../../workshop_crm/public/js/ui/lifetime.js");
const { createFormat } = await import("../../workshop_crm/public/js/host/format.js");

/** A host whose server answers what `answers` says: `{"visits.quote": (args, signal) => answer}`. */
export function hostWith(answers = {}, { language = "en", ...context } = {}) {
	const asked = [];
	const host = {
		name: "preview",
		language,
		direction: language === "ar" ? "rtl" : "ltr",
		context: {
			language,
			currency: "SAR",
			currency_precision: 2,
			today: "2026-11-28",
			value_months: 12,
			...context,
		},
		call: async (method, args, { signal } = {}) => {
			asked.push({ method, args });
			return answers[method](args, signal);
		},
		listen: () => () => {},
		notify() {},
		life: new Lifetime(),
		asked,
	};
	host.format = createFormat(host.context);
	host.page = host;
	return host;
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
