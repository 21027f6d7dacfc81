/** Beside the search, while nothing is typed: the customers who came last, or all of them with filters. */

import { h } from "../../../ui/dom.js";
import { filterChips } from "../../../ui/filter_chips.js";
import { customerList } from "./customer_list.js";
import { filtersFrom } from "./list_filters.js";

const ALL = "all";

/**
 * @param {import("../../../host/types.js").Host} host
 * @param {Object} params of the address: `show` is "all", with the filters; `q` what is searched for
 */
export function allCustomers(host, params) {
	let { show = "" } = params;
	let filters = filtersFrom(params);
	let typed = params.q ?? "";
	const list = customerList(host, params, (chosen) => {
		filters = chosen;
		host.setQuery({ show: ALL, ...chosen });
	});
	const chips = chipsOf(show, (chosen) => {
		show = chosen;
		host.setQuery(show ? { show, ...filters } : {});
		draw();
		if (show) return list.load();
	});
	const screen = h("div", { class: "wcrm-search-screen" });
	const draw = () => {
		chips.hidden = Boolean(typed);
		list.element.hidden = Boolean(typed) || show !== ALL;
		screen.dataset.view = list.element.hidden ? "hits" : ALL;
	};
	draw();
	return {
		/** @param {HTMLElement} top @param {HTMLElement} below what stands around the choice */
		around: (top, below) => {
			screen.append(chips, top, list.element, below);
			return screen;
		},
		load: () => show === ALL && list.load(),
		onQuery: (query) => {
			if (query) host.setQuery({ q: query });
			else if (typed) host.setQuery(show ? { show, ...filters } : {});
			typed = query;
			draw();
		},
	};
}

function chipsOf(value, onChange) {
	const options = [
		{ value: "", label: __("Recent customers") },
		{ value: ALL, label: __("All customers") },
	];
	return filterChips({ label: __("Which customers"), options, value, onChange });
}
