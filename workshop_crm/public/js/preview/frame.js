/** The preview's frame: navigation beside the screen, below it on a phone. */

import { SCREENS } from "../features/registry.js";
import { openSearchDialog, SHORTCUT } from "../features/search/search_dialog.js";
import { iconButton } from "../ui/button.js";
import { h } from "../ui/dom.js";
import { icon } from "../ui/icons.js";

const ON_PHONE = ["today", "search", "checkout", "follow_ups"];

/**
 * Builds the frame into the page's body.
 *
 * @param {import("../host/types.js").Host} host
 * @param {{screen: ?string, title: string}} page
 * @returns {HTMLElement} where the screen goes
 */
export function buildFrame(host, page) {
	document.documentElement.classList.add("wcrm-preview");
	const content = h("div", { class: "wcrm-frame-content" });
	const links = navigationLinks(host, page.screen);
	document.body.prepend(
		h("a", { class: "wcrm-skip", href: "#wcrm-main" }, __("Skip to the content")),
		h(
			"div",
			{ class: "wcrm wcrm-frame" },
			side(host, links),
			h("main", { class: "wcrm-main", id: "wcrm-main" }, head(host, page.title), content),
			phoneBar(host, links),
		),
	);
	return content;
}

function side(host, links) {
	return h(
		"aside",
		{ class: "wcrm-side" },
		brand(host),
		findButton(host),
		h(
			"nav",
			{ "aria-label": __("Main menu") },
			links.map((link) => link.make()),
		),
		sideFoot(host),
	);
}

function head(host, title) {
	return h(
		"header",
		{ class: "wcrm-main-head" },
		h("h1", {}, title),
		h(
			"div",
			{ class: "wcrm-phone-only" },
			iconButton(__("Find a customer"), "search", () => openSearchDialog(host)),
			languageSwitch(host),
		),
	);
}

function navigationLinks(host, current) {
	const allowed = host.context.screens ?? Object.keys(SCREENS);
	const screens = Object.entries(SCREENS).filter(
		([name, entry]) => !entry.hidden && allowed.includes(name),
	);
	const shownAs = current === "profile" ? "search" : current;
	return screens.map(([name, entry]) =>
		link(name, host.address(name), entry.icon, entry.short(), shownAs === name),
	);
}

function link(name, href, iconName, label, isCurrent) {
	const properties = {
		class: "wcrm-nav-link",
		href,
		"aria-current": isCurrent && "page",
		data: { nav: name },
	};
	return { name, isCurrent, make: () => h("a", properties, icon(iconName), h("span", {}, label)) };
}

function brand(host) {
	return h(
		"a",
		{ class: "wcrm-brand", href: host.address("search") },
		h("img", { src: "/assets/workshop_crm/images/workshop-crm.svg", alt: "", width: 32, height: 32 }),
		h(
			"span",
			{},
			h("strong", {}, host.context.company || __("Workshop CRM")),
			h("small", {}, __("Preview")),
		),
	);
}

function findButton(host) {
	return h(
		"button",
		{
			type: "button",
			class: "wcrm-find",
			title: SHORTCUT,
			"aria-keyshortcuts": "Control+Shift+F",
			data: { action: "find-customer" },
			on: { click: () => openSearchDialog(host) },
		},
		icon("search"),
		h("span", {}, __("Find a customer")),
	);
}

function sideFoot(host) {
	return h(
		"div",
		{ class: "wcrm-side-foot" },
		languageSwitch(host),
		host.context.user_name && h("p", { class: "wcrm-hint" }, h("bdi", {}, host.context.user_name)),
	);
}

function languageSwitch(host) {
	const other = host.language === "ar" ? "en" : "ar";
	const address = new URL(location.href);
	address.searchParams.set("_lang", other);
	// Each language is offered in its own words, whatever the interface speaks.
	const name = { ar: "العربية", en: "English" }[other];
	return h(
		"a",
		{
			class: "wcrm-language",
			href: address.pathname + address.search,
			lang: other,
			hreflang: other,
			translate: "no",
			data: { language: other },
		},
		icon("globe"),
		h("span", {}, name),
	);
}

function phoneBar(host, links) {
	const first = links.filter(({ name }) => ON_PHONE.includes(name));
	const others = links.filter(({ name }) => !ON_PHONE.includes(name));
	const more = h(
		"details",
		{ class: "wcrm-more" },
		h(
			"summary",
			{ class: "wcrm-nav-link", "aria-current": others.some(({ isCurrent }) => isCurrent) && "true" },
			icon("menu"),
			h("span", {}, __("More")),
		),
		h(
			"div",
			{ class: "wcrm-more-sheet" },
			others.map((link) => link.make()),
		),
	);
	host.life.listen(document, "click", (event) => {
		if (!more.contains(/** @type {Node} */ (event.target))) more.open = false;
	});
	return h(
		"nav",
		{ class: "wcrm-phone-bar", "aria-label": __("Main menu") },
		first.map((link) => link.make()),
		more,
	);
}
