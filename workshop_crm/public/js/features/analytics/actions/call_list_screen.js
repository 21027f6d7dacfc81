/** Whom to call and why; for managers, what came of it. */

import { fill, h } from "../../../ui/dom.js";
import { keepFresh } from "../../../ui/live.js";
import { filtersFrom } from "./call_filters.js";
import { CallList } from "./call_list.js";
import { MeasuresPanel } from "./measures_panel.js";

/** @type {import("../../../host/types.js").Screen["mount"]} */
export async function mount(root, host, params) {
	const list = new CallList(host, filtersFrom(params));
	const measures = host.context.can_manage ? new MeasuresPanel(host) : null;
	const load = async () => {
		await Promise.all([list.load(), measures?.load()]);
	};
	fill(root, h("div", { class: "wcrm-stack" }, list.element, measures?.element));
	await load();
	keepFresh(host, root, "workshop_crm_actions", () => load().catch(() => {}));
}
