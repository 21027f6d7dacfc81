/**
 * The tablet in the customer's hands: the guest's page over the whole window, and a PIN to come back.
 *
 * The rest of the desk is inert and hidden behind a modal dialog, and stays so when the page is loaded again. It is no kiosk: whoever can type an
 * address into the browser leaves it. docs/surveys.md says how to pin the browser.
 */

import { button } from "../../ui/button.js";
import { fill, h } from "../../ui/dom.js";
import { FieldProblem, field, readFields } from "../../ui/field.js";
import { clearFieldProblems, showFieldProblem } from "../../ui/field_problem.js";
import { openFormDialog } from "../../ui/form_dialog.js";

const STORED = "wcrm-counter";
const SECONDS_BETWEEN_LOOKS = 3;
const SECONDS_OF_THANKS = 8;
const PIN = /^\d{4,8}$/;

/** @typedef {{pin: string, texts: Object<string, string>, language: string, isLocked: boolean}} Lock */

/** @returns {?Lock} of this tab */
function stored() {
	return JSON.parse(sessionStorage.getItem(STORED) ?? "null");
}

/** @param {Lock} lock */
function store(lock) {
	sessionStorage.setItem(STORED, JSON.stringify(lock));
}

/**
 * The PIN of this tab, chosen once.
 *
 * @param {import("../../host/types.js").Host} host
 * @returns {Promise<string|undefined>} nothing when the dialog was closed
 */
export function askPin(host) {
	const known = stored()?.pin;
	if (known) return Promise.resolve(known);
	return new Promise((resolve) => {
		openFormDialog(host, () => ({
			title: __("Choose a PIN to come back"),
			submitLabel: __("Hand over the tablet"),
			body: pinField(
				__("The customer cannot leave the survey without it. It is kept until this tab is closed."),
			),
			onSubmit: async (form) => {
				const { pin } = readFields(form);
				if (!PIN.test(pin)) throw new FieldProblem("pin", __("Enter 4 to 8 digits."));
				resolve(pin);
			},
		}));
	});
}

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} counter answer of surveys.hand_over
 * @param {string} pin
 * @param {() => *} onBack
 */
export function handTabletOver(host, counter, pin, onBack) {
	const { texts, language, invitation, link } = counter;
	const lock = { pin, texts, language, isLocked: true };
	store(lock);
	const dialog = lockedDialog(lock);
	const finish = () => {
		clearInterval(looking);
		showThanks(dialog, lock, onBack);
	};
	const done = button(texts.done, { kind: "quiet", small: true, onClick: finish });
	fill(
		dialog,
		h("iframe", { src: new URL(link).pathname, title: texts.title }),
		h("div", { class: "wcrm-counter-foot" }, done),
	);
	const looking = setInterval(async () => {
		const state = await host.page.call("surveys.handed_over", { invitation }).catch(() => ({}));
		if (state.answered) {
			clearInterval(looking);
			setTimeout(finish, SECONDS_OF_THANKS * 1000);
		}
	}, SECONDS_BETWEEN_LOOKS * 1000);
}

/** A page that was loaded again while the customer had the tablet shows the neutral screen, not the desk. */
export function stayLocked(_host) {
	const lock = stored();
	if (lock?.isLocked && !document.querySelector(".wcrm-counter"))
		showThanks(lockedDialog(lock), lock, () => {});
}

/** @param {HTMLDialogElement} dialog @param {Lock} lock @param {() => *} onBack */
function showThanks(dialog, lock, onBack) {
	const form = h(
		"form",
		{ class: "wcrm-counter-back", dir: document.documentElement.dir },
		pinField(""),
		button(__("Back"), { small: true, attributes: { type: "submit" } }),
	);
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		clearFieldProblems(form);
		if (readFields(form).pin !== lock.pin) {
			form.reset();
			showFieldProblem(form, new FieldProblem("pin", __("This is not the PIN you chose.")));
			return;
		}
		store({ ...lock, isLocked: false });
		dialog.close();
		dialog.remove();
		onBack();
	});
	fill(
		dialog,
		h("p", { class: "wcrm-counter-thanks" }, lock.texts.thanks),
		h("div", { class: "wcrm-counter-foot" }, form),
	);
}

/** @param {Lock} lock */
function lockedDialog(lock) {
	const direction = lock.language === "ar" ? "rtl" : "ltr";
	const dialog = h("dialog", { class: "wcrm wcrm-counter", lang: lock.language, dir: direction });
	dialog.addEventListener("cancel", (event) => event.preventDefault());
	dialog.addEventListener("keydown", (event) => {
		event.stopPropagation();
		if (event.key === "Escape") event.preventDefault();
	});
	// An Escape typed inside the frame is not seen here, and its second one closes a dialog whatever the page says.
	dialog.addEventListener("close", () => {
		if (stored()?.isLocked && dialog.isConnected) dialog.showModal();
	});
	document.body.append(dialog);
	dialog.showModal();
	dialog.requestFullscreen?.().catch(() => {});
	return dialog;
}

/** @param {string} hint */
function pinField(hint) {
	const attributes = { inputmode: "numeric", autocomplete: "off", maxlength: 8, type: "password" };
	return field({ name: "pin", label: __("PIN"), required: true, hint, attributes });
}
