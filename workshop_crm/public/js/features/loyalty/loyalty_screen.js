/** The program at a glance, and anybody's points. */

import { screenLink } from "../../ui/button.js";
import { bdi, fill, h } from "../../ui/dom.js";
import { panel } from "../../ui/panel.js";
import { nameOf } from "../../ui/person.js";
import { emptyState, failure, skeleton } from "../../ui/states.js";
import { customerPicker } from "../search/customer_picker.js";
import { ledger, loyaltyPanel } from "./account.js";
import { adjustButton } from "./adjust_form.js";
import { programFigures } from "./program.js";
import { rewardsPanel } from "./rewards/rewards_panel.js";
import { tiersPanel } from "./tiers_panel.js";

/** @type {import("../../host/types.js").Screen["mount"]} */
export async function mount(root, host, params) {
	const program = await host.call("loyalty.program");
	if (!program) {
		fill(
			root,
			emptyState(
				"loyalty",
				__("No loyalty program yet"),
				__("Set one up and add customers to it; they then earn points automatically."),
			),
		);
		return;
	}
	const account = h("div", { class: "wcrm-stack" });
	const show = (customer) => showAccount(host, account, customer);
	const picker = customerPicker(host, (hit) => {
		picker.clear();
		host.setQuery({ customer: hit.customer });
		show(hit.customer);
	});
	fill(
		root,
		programFigures(host, program),
		h(
			"div",
			{ class: "wcrm-columns-even" },
			tiersPanel(host, program),
			panel({ title: __("Points of a customer"), name: "account" }, picker.element, account),
		),
	);
	if (params.customer) await show(params.customer);
}

async function showAccount(host, place, customer) {
	fill(place, skeleton(3));
	try {
		const [profile, account] = await Promise.all([
			host.call("profile.get_profile", { customer }),
			host.call("loyalty.account", { customer }),
		]);
		const name = screenLink(
			host,
			"profile",
			{ customer },
			{ class: "wcrm-link wcrm-strong" },
			bdi(nameOf(host, profile)),
		);
		fill(
			place,
			h(
				"div",
				{ class: "wcrm-stack", data: { account: customer } },
				name,
				loyaltyPanel(host, account && { ...account, entries: [] }, customer),
				account &&
					host.context.can_manage &&
					adjustButton(host, customer, () => showAccount(host, place, customer)),
			),
			account && rewardsPanel(host, customer, () => showAccount(host, place, customer)),
			account?.entries.length > 0 && ledger(host, account, customer),
		);
	} catch (error) {
		fill(
			place,
			failure(error, () => showAccount(host, place, customer)),
		);
	}
}
