/** Saved views: filters under a name, opened from the filter bar. */

import { actionMenu } from "../../ui/action_menu.js";
import { button } from "../../ui/button.js";
import { confirmDialog, openDialog } from "../../ui/dialog.js";
import { bdi, fill, h } from "../../ui/dom.js";
import { checkField, field, readFields } from "../../ui/field.js";
import { choiceField } from "../../ui/filter_fields.js";
import { openFormDialog } from "../../ui/form_dialog.js";
import { periodLabel } from "../../ui/labels.js";
import { badge } from "../../ui/panel.js";
import { emptyState } from "../../ui/states.js";
import { filtersFrom, sameFilters } from "./filters.js";
import { keptDatesField } from "./kept_dates.js";

/**
 * @typedef {{view: string, title: string, is_own: boolean, is_shared: boolean, owner_name: string, period: string,
 *	filters: import("./filters.js").Filters}} View
 */

/**
 * Opens a view. Nothing as long as there is none.
 *
 * @param {View[]} views
 * @param {import("./filters.js").Filters} filters
 * @param {(filters: import("./filters.js").Filters) => void} onChange
 */
export function viewField(views, filters, onChange) {
	if (!views.length) return [];
	const current = views.find((view) => sameFilters(view.filters, filters));
	const options = views.map((view) => ({ value: view.view, label: titleOf(view) }));
	if (!current) options.unshift({ value: "", label: __("Not saved") });
	const open = ({ view: name }) => {
		const chosen = views.find(({ view }) => view === name);
		if (chosen) onChange(filtersFrom(chosen.filters));
	};
	return [choiceField("view", __("Saved view"), current?.view, options, open)];
}

/**
 * Saves the present filters, and shows what is saved.
 *
 * @param {import("../../host/types.js").Host} host
 * @param {View[]} views
 * @param {import("./filters.js").Filters} filters
 * @param {(filters: import("./filters.js").Filters) => void} onChange
 * @param {(views: View[]) => void} show
 */
export function viewsButton(host, views, filters, onChange, show) {
	const open = () =>
		openDialog(host, (_inside, close) => {
			const place = h("div", { data: { list: "views" } });
			const draw = (now) => {
				show(now);
				fill(place, viewList(host, now, { open: openOne, draw }));
			};
			const openOne = (view) => {
				close();
				onChange(filtersFrom(view.filters));
			};
			fill(place, viewList(host, views, { open: openOne, draw }));
			const save = () => askForName(host, filters, draw);
			return {
				title: __("Saved views"),
				name: "views",
				body: place,
				actions: [button(__("Save these filters"), { kind: "primary", icon: "plus", onClick: save })],
			};
		});
	return button(__("Saved views"), { icon: "note", small: true, onClick: open });
}

/** Two managers may have given the same name. */
function titleOf(view) {
	return view.is_own ? view.title : `${view.title} · ${view.owner_name}`;
}

function viewList(host, views, steps) {
	if (!views.length)
		return emptyState(
			"note",
			__("No view yet"),
			__("Choose filters and save them under a name, to open them again with one choice."),
		);
	return h(
		"ul",
		{ class: "wcrm-list" },
		views.map((view) => viewRow(host, view, steps)),
	);
}

function viewRow(host, view, steps) {
	const notes = [
		view.period && periodLabel(view.period),
		!view.is_own && __("By {0}", [view.owner_name]),
	].filter(Boolean);
	return h(
		"li",
		{ class: "wcrm-list-row", data: { view: view.view } },
		h(
			"div",
			{ class: "wcrm-grow" },
			h(
				"button",
				{ type: "button", class: "wcrm-link-button", on: { click: () => steps.open(view) } },
				bdi(view.title),
			),
			notes.length > 0 && h("p", { class: "wcrm-hint" }, notes.join(" · ")),
		),
		view.is_shared && badge(__("Shared"), "accent"),
		view.is_own && ownActions(host, view, steps.draw),
	);
}

function ownActions(host, view, draw) {
	return actionMenu(__("Actions for {0}", [view.title]), [
		{ label: __("Change view"), icon: "edit", onClick: () => askForChange(host, view, draw) },
		{ label: __("Delete view"), icon: "trash", onClick: () => remove(host, view, draw) },
	]);
}

function askForName(host, filters, draw) {
	openFormDialog(host, () => ({
		title: __("Save these filters"),
		body: [
			nameField(__("A view of yours with this name gets these filters.")),
			...keptDatesField(host, filters, __("These days, always")),
			...shareField(host, false),
		],
		submitLabel: __("Save"),
		onSubmit: async (form) => {
			const { title, period, is_shared } = readFields(form);
			const values = { title, period: period ?? "", is_shared: Boolean(is_shared) };
			const { views } = await host.call("analytics.save_view", { ...filters, ...values });
			draw(views);
		},
	}));
}

function askForChange(host, view, draw) {
	openFormDialog(host, () => ({
		title: __("Change view"),
		body: [nameField("", view.title), ...shareField(host, view.is_shared)],
		submitLabel: __("Save"),
		onSubmit: async (form) => {
			const { title, is_shared } = readFields(form);
			const values = { view: view.view, title, is_shared: Boolean(is_shared) };
			const { views } = await host.call("analytics.change_view", values);
			draw(views);
		},
	}));
}

async function remove(host, view, draw) {
	const text = view.is_shared
		? __("The other managers cannot open it any more.")
		: __("The figures stay as they are.");
	const question = { title: __("Delete the view {0}?", [view.title]), text, label: __("Delete view") };
	if (!(await confirmDialog(host, question))) return;
	try {
		const { views } = await host.call("analytics.delete_view", { view: view.view });
		draw(views);
	} catch (error) {
		host.notify(error.message, "bad");
	}
}

function nameField(hint, value = "") {
	return field({
		name: "title",
		label: __("Name of the view"),
		value,
		required: true,
		hint,
		attributes: { maxlength: 60 },
	});
}

/** Only a site has several managers. */
function shareField(host, checked) {
	if (host.context.host !== "erpnext") return [];
	return [checkField({ name: "is_shared", label: __("All managers see it"), checked })];
}
