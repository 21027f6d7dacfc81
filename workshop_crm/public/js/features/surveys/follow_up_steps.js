/** What is done with a follow-up. Each step carries a key, so that a second tap or a lost answer does nothing twice. */

import { daysAfter } from "../../host/format.js";
import { bdi, h } from "../../ui/dom.js";
import { field, readFields } from "../../ui/field.js";
import { openFormDialog } from "../../ui/form_dialog.js";
import { closingReasons } from "../../ui/labels.js";
import { randomKey } from "../../ui/random_key.js";

const CONFLICT = 409;

export function noteContact(host, followUp, reload) {
	return inOneTap(host, "surveys.note_contact", { follow_up: followUp.follow_up }, reload);
}

export function assign(host, followUp, user, reload) {
	return inOneTap(host, "surveys.assign_follow_up", { ...seen(followUp), user }, reload);
}

export function snooze(host, followUp, days, reload) {
	return inOneTap(host, "surveys.snooze_follow_up", { ...seen(followUp), days }, reload);
}

export function openNoteForm(host, followUp, reload) {
	openStepForm(host, followUp, reload, {
		title: __("Add a note"),
		submitLabel: __("Save the note"),
		method: "surveys.note_follow_up",
		values: { follow_up: followUp.follow_up },
		body: [noteField(__("Note"))],
	});
}

export async function openAssignForm(host, followUp, reload) {
	const { people } = await host.call("surveys.follow_up_people", { follow_up: followUp.follow_up });
	const options = [
		{ value: "", label: __("Nobody") },
		...people.map(({ user, name }) => ({ value: user, label: name })),
	];
	openStepForm(host, followUp, reload, {
		title: __("Who calls?"),
		submitLabel: __("Assign"),
		method: "surveys.assign_follow_up",
		values: seen(followUp),
		body: [
			field({
				name: "user",
				label: __("Assigned to"),
				type: "select",
				value: followUp.assigned_to ?? "",
				options,
			}),
		],
	});
}

export function openDueForm(host, followUp, reload) {
	const { today } = host.context;
	openStepForm(host, followUp, reload, {
		title: __("When to call"),
		submitLabel: __("Save"),
		method: "surveys.schedule_follow_up",
		values: seen(followUp),
		body: [
			field({
				name: "due_on",
				label: __("Call by"),
				type: "datetime-local",
				value: followUp.due_on ?? `${daysAfter(today, 1)}T10:00`,
				attributes: { min: `${today}T00:00` },
				hint: __("Empty: at no certain time."),
			}),
		],
	});
}

export function openCloseForm(host, followUp, reload) {
	const choose = { value: "", label: __("Choose …") };
	openStepForm(host, followUp, reload, {
		title: __("Close the follow-up"),
		submitLabel: __("Close follow-up"),
		method: "surveys.close_follow_up",
		values: seen(followUp),
		told: __("The follow-up is closed."),
		body: [
			field({
				name: "reason",
				label: __("How did it end?"),
				type: "select",
				required: true,
				options: [choose, ...closingReasons()],
			}),
			noteField(__("What was agreed with the customer?")),
			followUp.has_second_survey &&
				h("p", { class: "wcrm-hint" }, __("The customer will get a second, shorter survey.")),
		],
	});
}

export function openReopenForm(host, followUp, reload) {
	openStepForm(host, followUp, reload, {
		title: __("Reopen the follow-up"),
		submitLabel: __("Reopen"),
		method: "surveys.reopen_follow_up",
		values: seen(followUp),
		told: __("The follow-up is open again."),
		body: [noteField(__("Why is it opened again?"))],
	});
}

function noteField(label) {
	return field({
		name: "note",
		label,
		type: "textarea",
		required: true,
		dir: "auto",
		attributes: { maxlength: 2000 },
	});
}

/** The state in which the user acts on it: the server refuses what somebody else has changed meanwhile. */
function seen({ follow_up, state }) {
	return { follow_up, seen: state };
}

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} followUp
 * @param {() => Promise<void>} reload
 * @param {{title: string, submitLabel: string, method: string, values: Object, told?: string, body: *[]}} options
 */
function openStepForm(host, followUp, reload, { title, submitLabel, method, values, told, body }) {
	const key = randomKey();
	openFormDialog(host, () => ({
		title,
		submitLabel,
		body: [h("p", { class: "wcrm-muted" }, bdi(followUp.name || followUp.customer)), ...body],
		onSubmit: async (form) => {
			await orSeeAnew(host.call(method, { ...values, ...filled(form), key }), reload);
			if (told) host.notify(told, "good");
			await reload();
		},
	}));
}

function filled(form) {
	const values = Object.entries(readFields(form)).map(([name, value]) => [name, value ?? ""]);
	return Object.fromEntries(values);
}

async function inOneTap(host, method, values, reload) {
	try {
		await orSeeAnew(host.call(method, { ...values, key: randomKey() }), reload);
		await reload();
	} catch (error) {
		host.notify(error.message, "bad");
	}
}

/** What was changed meanwhile is shown as it is now, beside the reason. */
async function orSeeAnew(call, reload) {
	try {
		await call;
	} catch (error) {
		if (error.status === CONFLICT) await reload();
		throw error;
	}
}
