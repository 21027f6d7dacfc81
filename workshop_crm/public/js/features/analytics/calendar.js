/** Days in the Umm al-Qura calendar, for who wants to read them so on the dashboard. */

import { createFormat } from "../../host/format.js";
import { button } from "../../ui/button.js";

/** The host with days in the user's calendar. @param {import("../../host/types.js").Host} host */
export function inOwnCalendar(host) {
	return { ...host, format: createFormat(host.context, host.context.calendar) };
}

/** @param {import("../../host/types.js").Host} host @param {() => void} redraw */
export function calendarButton(host, redraw) {
	const isHijri = host.context.calendar === "hijri";
	const turn = async () => {
		try {
			const other = isHijri ? "gregorian" : "hijri";
			const { calendar } = await host.call("session.choose_calendar", { calendar: other });
			host.context.calendar = calendar;
			redraw();
		} catch (error) {
			host.notify(error.message, "bad");
		}
	};
	return button(__("Hijri dates"), {
		small: true,
		kind: isHijri ? "primary" : "plain",
		onClick: turn,
		attributes: { "aria-pressed": String(isHijri) },
	});
}
