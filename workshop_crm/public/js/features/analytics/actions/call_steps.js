/** What is done with a row of the call list. */

import { daysAfter } from "../../../host/format.js";
import { confirmDialog } from "../../../ui/dialog.js";
import { bdi, h, isolated } from "../../../ui/dom.js";
import { field, readFields } from "../../../ui/field.js";
import { openFormDialog } from "../../../ui/form_dialog.js";
import { callResults } from "../../../ui/labels.js";
import { nameOf } from "../../../ui/person.js";

/** Says how the call ended; it goes into the customer's history too. */
export function openCallForm(host, action, onDone) {
	openFormDialog(host, () => ({
		title: __("How did the call end?"),
		submitLabel: __("Save the call"),
		body: [
			whom(host, action),
			field({
				name: "result",
				label: __("Result"),
				type: "select",
				required: true,
				options: [{ value: "", label: __("Choose …") }, ...callResults()],
			}),
			field({
				name: "note",
				label: __("Note"),
				type: "textarea",
				dir: "auto",
				hint: __("Shown in the customer's history."),
			}),
		],
		onSubmit: async (form) => {
			const { result, note } = readFields(form);
			await host.call("analytics.finish_action", { action: action.action, result, note: note ?? "" });
			host.notify(__("The call is saved."), "good");
			onDone();
		},
	}));
}

export function openSnoozeForm(host, action, onDone) {
	openFormDialog(host, () => {
		const until = field({
			name: "until",
			label: __("Back on the list on"),
			type: "date",
			required: true,
			value: daysAfter(host.context.today, 7),
			attributes: { min: daysAfter(host.context.today, 1), max: daysAfter(host.context.today, 365) },
		});
		return {
			title: __("Come back to it later"),
			submitLabel: __("Snooze"),
			body: [whom(host, action), howLong(host, until), until],
			onSubmit: async (form) => {
				const values = { action: action.action, until: readFields(form).until };
				await host.call("analytics.snooze_action", values);
				onDone();
			},
		};
	});
}

export function openAssignForm(host, action, people, onDone) {
	const options = [
		{ value: "", label: __("Nobody") },
		...people.map(({ user, name }) => ({ value: user, label: name })),
	];
	openFormDialog(host, () => ({
		title: __("Who calls?"),
		submitLabel: __("Assign"),
		body: [
			whom(host, action),
			field({
				name: "user",
				label: __("Assigned to"),
				type: "select",
				value: action.assigned_to ?? host.context.user,
				options,
			}),
		],
		onSubmit: async (form) => {
			const { user } = readFields(form);
			await host.call("analytics.assign_action", { action: action.action, user: user ?? "" });
			onDone();
		},
	}));
}

export async function dismiss(host, action, onDone) {
	const question = {
		title: __("Take {0} off the call list?", [isolated(nameOf(host, action))]),
		text: __(
			"The customer is not called. The row stays among the finished ones, where it can be reopened.",
		),
		label: __("Take off the list"),
	};
	if (!(await confirmDialog(host, question))) return;
	await step(host, "analytics.dismiss_action", action, onDone);
}

export function reopen(host, action, onDone) {
	return step(host, "analytics.reopen_action", action, onDone);
}

async function step(host, method, action, onDone) {
	try {
		await host.call(method, { action: action.action });
		onDone();
	} catch (error) {
		host.notify(error.message, "bad");
	}
}

function whom(host, action) {
	return h("p", { class: "wcrm-muted" }, bdi(nameOf(host, action)), " · ", bdi(action.reason));
}

/** The usual times; another day is chosen below. */
function howLong(host, until) {
	const input = /** @type {HTMLInputElement} */ (until.querySelector("[name]"));
	const element = field({
		name: "days",
		label: __("How long?"),
		type: "select",
		value: "7",
		options: [
			{ value: "7", label: __("One week") },
			{ value: "30", label: __("One month") },
			{ value: "", label: __("Until another day") },
		],
	});
	const select = /** @type {HTMLSelectElement} */ (element.querySelector("[name]"));
	select.addEventListener("change", () => {
		if (select.value) input.value = daysAfter(host.context.today, Number(select.value));
		else input.focus();
	});
	input.addEventListener("input", () => {
		select.value = "";
	});
	return element;
}
