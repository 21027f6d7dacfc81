/** All screens: their titles, icons and what mounts them. */

import { mount as callList } from "./analytics/actions/call_list_screen.js";
import { mount as dashboard } from "./analytics/dashboard_screen.js";
import { mount as importData } from "./imports/import_screen.js";
import { mount as loyaltyFigures } from "./loyalty/figures/figures_screen.js";
import { mount as loyalty } from "./loyalty/loyalty_screen.js";
import { mount as messages } from "./messaging/messages_screen.js";
import { mount as profile } from "./profile/profile_screen.js";
import { mount as search } from "./search/search_screen.js";
import { mount as followUps } from "./surveys/follow_ups_screen.js";
import { mount as handover } from "./surveys/handover_screen.js";
import { mount as surveys } from "./surveys/results/results_screen.js";
import { mount as today } from "./today/today_screen.js";
import { mount as due } from "./vehicles/due/due_screen.js";
import { mount as checkout } from "./visits/checkout_screen.js";

/**
 * @typedef {Object} ScreenEntry
 * @property {() => string} title
 * @property {() => string} short for navigation
 * @property {string} icon
 * @property {import("../host/types.js").Screen["mount"]} mount
 * @property {boolean} [hidden] left out of the navigation
 */

/** @type {Record<string, ScreenEntry>} in the order of the navigation */
export const SCREENS = {
	today: {
		title: () => __("Today"),
		short: () => __("Today"),
		icon: "clock",
		mount: today,
	},
	search: {
		title: () => __("Find a customer"),
		short: () => __("Customers"),
		icon: "search",
		mount: search,
	},
	checkout: {
		title: () => __("Complete a service"),
		short: () => __("Complete a service"),
		icon: "checkout",
		mount: checkout,
	},
	handover: {
		title: () => __("Handover"),
		short: () => __("Handover"),
		icon: "swap",
		mount: handover,
	},
	due: {
		title: () => __("Due services"),
		short: () => __("Due services"),
		icon: "car",
		mount: due,
	},
	call_list: {
		title: () => __("Call list"),
		short: () => __("Call list"),
		icon: "phone",
		mount: callList,
	},
	follow_ups: {
		title: () => __("Follow-ups"),
		short: () => __("Follow-ups"),
		icon: "follow_ups",
		mount: followUps,
	},
	surveys: {
		title: () => __("Survey results"),
		short: () => __("Survey results"),
		icon: "surveys",
		mount: surveys,
	},
	dashboard: {
		title: () => __("Dashboard"),
		short: () => __("Dashboard"),
		icon: "dashboard",
		mount: dashboard,
	},
	loyalty: {
		title: () => __("Loyalty"),
		short: () => __("Loyalty"),
		icon: "loyalty",
		mount: loyalty,
	},
	loyalty_figures: {
		title: () => __("Loyalty figures"),
		short: () => __("Loyalty figures"),
		icon: "dashboard",
		mount: loyaltyFigures,
	},
	messages: {
		title: () => __("Messages"),
		short: () => __("Messages"),
		icon: "outbox",
		mount: messages,
	},
	import: {
		title: () => __("Import data"),
		short: () => __("Import data"),
		icon: "import",
		mount: importData,
	},
	profile: {
		title: () => __("Customer profile"),
		short: () => __("Profile"),
		icon: "profile",
		mount: profile,
		hidden: true,
	},
};
