/** Finding anyone in a second. */

import { button } from "../components/button.js";
import { fill, h } from "../components/dom.js";
import { icon } from "../components/icons.js";
import { openNewCustomer, valuesFromQuery } from "../components/profile/customer_form.js";
import { orTell } from "../components/or_tell.js";
import { CustomerSearch } from "../components/search/customer_search.js";
import { hitRow } from "../components/search/hit.js";
import { emptyState } from "../components/states.js";

/** @type {import("../host/types.js").Screen["mount"]} */
export async function mount(root, host, params) {
	const heading = h("h3", { class: "wcrm-section-title" }, __("Recent customers"));
	const search = new CustomerSearch(host, {
		label: __("Find a customer"),
		placeholder: __("Name, phone or plate"),
		query: params.q,
		limit: 12,
		renderHit: (hit) => hitRow(host, hit, startService),
		renderNothing: (query) => nothingFound(query),
		onQuery: (query) => showQuery(query),
		onChoose: (hit, event) =>
			event.shiftKey ? startService(hit) : host.open("profile", { customer: hit.customer }),
	});

	function startService(hit) {
		host.open("checkout", { customer: hit.customer });
	}

	const createCustomer = orTell(host, (query) =>
		openNewCustomer(host, valuesFromQuery(query), (customer) => host.open("profile", { customer })),
	);

	function nothingFound(query) {
		if (!query)
			return emptyState(
				"profile",
				__("No customers yet"),
				__("Create the first one, or import your list."),
			);
		const create = button(__("Create customer"), {
			kind: "primary",
			icon: "plus",
			onClick: () => createCustomer(query),
		});
		return emptyState(
			"search",
			__("Nobody found for “{0}”", [query]),
			__("Check the spelling, or try a phone number or a plate."),
			create,
		);
	}

	function showQuery(query) {
		host.setQuery(query ? { q: query } : {});
		fill(heading, query ? __("Customers") : __("Recent customers"));
		heading.hidden = search.hits.length === 0;
	}

	const create = button(__("New customer"), {
		kind: "primary",
		icon: "plus",
		onClick: () => createCustomer(search.query),
	});
	search.element
		.querySelector(".wcrm-search-box")
		.append(h("span", { class: "wcrm-search-busy", "aria-hidden": "true" }));
	search.results.prepend(heading);
	fill(
		root,
		h(
			"div",
			{ class: "wcrm-search-screen" },
			h("div", { class: "wcrm-search-top" }, search.element, create),
			keyHints(),
		),
	);
	await search.ask();
	search.input.focus({ preventScroll: true });
}

function keyHints() {
	const hint = (keys, text) => h("span", {}, h("kbd", {}, keys), " ", text);
	return h(
		"p",
		{ class: "wcrm-key-hints wcrm-hint" },
		icon("search"),
		hint("↑ ↓", __("choose")),
		hint("Enter", __("open the profile")),
		hint("Shift + Enter", __("new service")),
		hint("Esc", __("clear")),
	);
}
