/** The whole dashboard on paper, and by e-mail each week. */

import { button } from "../../ui/button.js";
import { h } from "../../ui/dom.js";
import { field, readFields } from "../../ui/field.js";
import { openFormDialog } from "../../ui/form_dialog.js";
import { keptDatesField } from "./kept_dates.js";

// As the server names them, in the order of format.weekday.
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** @param {import("../../host/types.js").Host} host */
export function paperButton(host, filters) {
	const open = () => window.open(host.dashboardPaper(filters), "_blank", "noopener");
	return button(__("Print"), { icon: "print", small: true, onClick: open });
}

/** Only a site sends e-mails to its users. @param {import("../../host/types.js").Host} host */
export function subscribeButton(host, filters) {
	if (host.context.host !== "erpnext" || !host.context.can_manage) return [];
	const open = async () => {
		try {
			const { subscription } = await host.call("analytics.subscription");
			askForDay(host, filters, subscription);
		} catch (error) {
			host.notify(error.message, "bad");
		}
	};
	return [button(__("By e-mail"), { icon: "mail", small: true, onClick: open })];
}

function askForDay(host, filters, subscription) {
	openFormDialog(host, (_inside, close) => ({
		title: __("The dashboard by e-mail each week"),
		body: [
			explanation(subscription),
			dayField(host, subscription),
			...keptDatesField(host, filters, __("As many days, later each week")),
			...endButton(host, subscription, close),
		],
		submitLabel: __("Send it to me"),
		onSubmit: async (form) => {
			const { weekday, period } = readFields(form);
			await host.call("analytics.subscribe", { ...filters, weekday, period: period ?? "" });
			host.notify(__("You get the dashboard each week, as a PDF."), "good");
		},
	}));
}

function explanation(subscription) {
	return h(
		"p",
		{},
		subscription
			? __("You get it already. What you save now takes its place, with the filters of this screen.")
			: __("With the filters of this screen; its dates move on from week to week."),
	);
}

function dayField(host, subscription) {
	const options = WEEKDAYS.map((value, place) => ({ value, label: host.format.weekday(place) }));
	return field({
		name: "weekday",
		label: __("Weekday"),
		type: "select",
		value: subscription?.weekday ?? "Sunday",
		options,
	});
}

function endButton(host, subscription, close) {
	if (!subscription) return [];
	const end = async () => {
		try {
			await host.call("analytics.unsubscribe");
			host.notify(__("You will no longer get the dashboard by e-mail."), "good");
			close();
		} catch (error) {
			host.notify(error.message, "bad");
		}
	};
	return [button(__("Stop sending it"), { kind: "quiet", onClick: end })];
}
