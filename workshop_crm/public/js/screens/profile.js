/** One customer on one screen. */

import { fill } from "../components/dom.js";
import { profileView } from "../components/profile/profile_view.js";
import { orTell } from "../components/or_tell.js";
import { buttonLink } from "../components/button.js";
import { emptyState } from "../components/states.js";

/** @type {import("../host/types.js").Screen["mount"]} */
export async function mount(root, host, params) {
	if (!params.customer) {
		const find = buttonLink(
			host,
			__("Find a customer"),
			"search",
			{},
			{ kind: "primary", icon: "search" },
		);
		fill(root, emptyState("profile", __("No customer chosen"), __("Find one first."), find));
		return;
	}
	async function show() {
		const profile = await host.call("profile.get_profile", { customer: params.customer });
		fill(root, profileView(host, profile, orTell(host, show), { embedded: params.embedded }));
	}
	await show();
}
