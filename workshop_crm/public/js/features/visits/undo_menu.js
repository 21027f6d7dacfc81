/** Cancelling or returning a visit, after it was said what becomes of the customer's points. */

import { actionMenu } from "../../ui/action_menu.js";
import { button } from "../../ui/button.js";
import { confirmDialog } from "../../ui/dialog.js";
import { h, isolated } from "../../ui/dom.js";
import { pointsInWords } from "../../ui/points_in_words.js";

/** @typedef {{name: string, label: string, icon: string, look: string, act: string, title: string, what: string}} Way */

/**
 * @param {import("../../host/types.js").Host} host
 * @param {Object} visit of the profile
 * @param {() => Promise<void>} reload
 */
export function undoMenu(host, visit, reload) {
	const allowed = ways(host, visit);
	if (!allowed.length) return null;
	const entries = allowed.map((way) => ({
		label: way.label,
		icon: way.icon,
		onClick: (menu) => undo(host, visit, way, menu.closest("li"), reload),
	}));
	return actionMenu(__("Return or cancel visit {0}", [visit.invoice]), entries);
}

/** The same as buttons. @param {import("../../host/types.js").Host} host */
export function undoButtons(host, visit, reload) {
	return ways(host, visit).map((way) => {
		const element = button(way.label, {
			icon: /** @type {import("../../ui/icons.js").IconName} */ (way.icon),
			onClick: () => undo(host, visit, way, element, reload),
		});
		return element;
	});
}

/** What the user may do. @returns {Way[]} */
function ways(host, visit) {
	const { acts } = visit;
	return allWays(host, visit).filter((way) => acts[way.name]);
}

function allWays(host, visit) {
	const invoice = isolated(visit.invoice);
	const amount = isolated(host.format.money(visit.amount));
	return [
		{
			name: "return",
			label: __("Return the visit"),
			icon: "undo",
			look: "visits.before_returning",
			act: "visits.return_invoice",
			title: __("Return the visit {0}?", [invoice]),
			what: __("A credit note gives back what is left of {0}.", [amount]),
		},
		{
			name: "cancel",
			label: __("Cancel the visit"),
			icon: "close",
			look: "visits.before_cancelling",
			act: "visits.cancel",
			title: __("Cancel the visit {0}?", [invoice]),
			what: __("The invoice for {0} no longer counts, and its open survey is withdrawn.", [amount]),
		},
	];
}

async function undo(host, visit, { label, look, act, title, what }, row, reload) {
	row.setAttribute("aria-busy", "true");
	try {
		const points = await host.call(look, { invoice: visit.invoice });
		const text = [what, ...pointsText(host, points)].map((line) => h("p", {}, line));
		if (!(await confirmDialog(host, { title, text, label }))) return;
		const answer = await host.call(act, { invoice: visit.invoice });
		host.notify(__("Done. Points balance: {0}", [host.format.points(answer.balance)]), "good");
		await reload();
	} catch (error) {
		host.notify(error.message, "bad");
	} finally {
		row.removeAttribute("aria-busy");
	}
}

/** What becomes of the points, as core has worked it out. @returns {string[]} */
export function pointsText({ format }, { given_back, expired, taken, waived, balance }) {
	const { points } = format;
	const moves = [moved(points, given_back, taken)];
	const inWords = (number) => pointsInWords(format, number);
	if (expired > 0) moves.push(__("Paid for it and expired since: {0}.", [inWords(expired)]));
	if (waived > 0) moves.push(__("Spent already and waived: {0}.", [inWords(waived)]));
	const said = moves.filter(Boolean);
	if (!said.length) return [__("No points change.")];
	return [...said, __("Points balance afterwards: {0}", [points(balance)])];
}

function moved(points, back, taken) {
	if (back > 0 && taken > 0)
		return __("Points: {0} go back, {1} are taken.", [points(back), points(taken)]);
	if (back > 0) return __("Points: {0} go back.", [points(back)]);
	return taken > 0 ? __("Points: {0} are taken.", [points(taken)]) : "";
}
