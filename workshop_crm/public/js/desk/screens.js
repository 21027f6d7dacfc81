/**
 * The screens are fetched when one of them is needed for the first time, so that the other pages of the desk do not carry them.
 */

const SCRIPT = "workshop_screens.bundle.js";
const STYLE = "workshop_screens.bundle.css";

let loading = null;

/** `workshop_crm.screens` of `workshop_screens.bundle.js`. Rejects when the server cannot be reached; the next call tries again. */
export function screens() {
	loading ??= load().catch((error) => {
		loading = null;
		throw error;
	});
	return loading;
}

/**
 * A function of the screens that can be called before they are there; what goes wrong is shown on the desk.
 *
 * @param {string} name
 * @returns {(...args: *) => Promise<*>}
 */
export function onScreens(name) {
	return async (...args) => {
		try {
			const loaded = await screens();
			return await loaded[name](...args);
		} catch (error) {
			frappe.show_alert({ message: frappe.utils.escape_html(error.message), indicator: "red" });
		}
	};
}

async function load() {
	const style = frappe.assets.bundled_asset(STYLE, frappe.utils.is_rtl());
	await Promise.all([
		added("link", { rel: "stylesheet", href: style }),
		added("script", { src: frappe.assets.bundled_asset(SCRIPT) }),
	]);
	return workshop_crm.screens;
}

/** Resolves when the browser has loaded the element. */
function added(name, attributes) {
	return new Promise((resolve, reject) => {
		const element = Object.assign(document.createElement(name), attributes);
		element.onload = resolve;
		element.onerror = () => {
			element.remove();
			reject(
				new Error(
					__(
						"This part of the page could not be loaded. Check the connection and load the page again.",
					),
				),
			);
		};
		document.head.append(element);
	});
}
