/** The secret address of a customer's own points page, for staff who send it on. */

import { copyButton } from "../../ui/copy_button.js";
import { h } from "../../ui/dom.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {string} customer
 */
export function pageLinkButton(host, customer) {
	const address = h("p", { class: "wcrm-hint wcrm-page-link", hidden: true });
	const fetchLink = async () => {
		const link = await host.call("loyalty.points_link", { customer });
		address.hidden = false;
		address.textContent = link ?? __("There is no points page yet: it begins with the first points.");
		return link;
	};
	return h(
		"div",
		{ data: { part: "page-link" } },
		copyButton(host, __("Copy the link of the points page"), fetchLink),
		address,
	);
}
