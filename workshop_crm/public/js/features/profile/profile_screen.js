/** One customer on one screen. */

import { buttonLink } from "../../ui/button.js";
import { fill } from "../../ui/dom.js";
import { keepFocus } from "../../ui/focus_place.js";
import { orReport } from "../../ui/or_report.js";
import { emptyState } from "../../ui/states.js";
import { profileView } from "./profile_view.js";

/**
 * What ERPNext's Customer form gives and gets when the profile stands inside it.
 *
 * @typedef {Object} EmbeddingForm
 * @property {() => Promise<Object>} load the profile, possibly asked for already
 * @property {() => boolean} mayChange false, and says why, while the form has unsaved changes
 * @property {() => Promise<void>} changed the record is not what the form shows any more
 * @property {() => Promise<void>} [reload] set by the screen: loads and draws the profile again
 */

/** @type {import("../../host/types.js").Screen["mount"]} */
export async function mount(root, host, params) {
	if (!params.customer) {
		const find = buttonLink(
			host,
			__("Find a customer"),
			"search",
			{},
			{ kind: "primary", icon: "search" },
		);
		fill(root, emptyState("profile", __("No customer chosen"), __("Find a customer first."), find));
		return;
	}
	/** @type {?EmbeddingForm} */
	const form = params.form ?? null;
	const load = form?.load ?? (() => host.call("profile.get_profile", { customer: params.customer }));
	const reload = orReport(host, show);
	const page = {
		embedded: Boolean(form),
		reload,
		changed: orReport(host, changed),
		edit: orReport(host, async (open) => {
			if (!form || form.mayChange()) await open();
		}),
	};

	async function changed(customer = params.customer) {
		if (customer === params.customer) return form ? form.changed() : show();
		return form ? host.openCustomer?.(customer) : host.open("profile", { customer });
	}

	async function show() {
		const profile = await load();
		keepFocus(root, () => fill(root, profileView(host, profile, page)));
	}

	if (form) form.reload = reload;
	await show();
}
