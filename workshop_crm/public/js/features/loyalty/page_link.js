/** The secret address of a customer's own points page, for staff who send it on, and the statement that carries it. */

import { button } from "../../ui/button.js";
import { copyButton } from "../../ui/copy_button.js";
import { confirmDialog } from "../../ui/dialog.js";
import { h } from "../../ui/dom.js";

/**
 * @param {import("../../host/types.js").Host} host
 * @param {string} customer
 */
export function pageLinkButton(host, customer) {
	const address = h("p", { class: "wcrm-hint wcrm-page-link", hidden: true });
	const show = (link) => {
		address.hidden = false;
		address.textContent = link ?? __("There is no points page yet: it begins with the first points.");
		return link;
	};
	return h(
		"div",
		{ data: { part: "page-link" } },
		h(
			"div",
			{ class: "wcrm-row" },
			copyButton(host, __("Copy the link of the points page"), async () =>
				show(await host.call("loyalty.points_link", { customer })),
			),
			action("renew-link", __("New link"), () => renew(host, customer, show)),
			action("send-statement", __("Send statement"), () => sendStatement(host, customer)),
		),
		address,
	);
}

function action(name, label, onClick) {
	return button(label, { small: true, kind: "quiet", onClick, attributes: { "data-action": name } });
}

/** The links that the customer has had lead nowhere afterwards. */
async function renew(host, customer, show) {
	const question = {
		title: __("Make a new link?"),
		text: __("The links that this customer has had will not open the page any more."),
		label: __("Make a new link"),
	};
	if (!(await confirmDialog(host, question))) return;
	await told(host, async () => {
		show(await host.call("loyalty.renew_points_link", { customer }));
		return __("The old link does not work any more.");
	});
}

function sendStatement(host, customer) {
	return told(host, async () => {
		const { status } = await host.call("loyalty.send_statement", { customer });
		return status === "Outbox"
			? __("The statement waits in the outbox.")
			: __("The statement is on its way.");
	});
}

/** Says what became of it, or why it was refused. */
async function told(host, work) {
	try {
		host.notify(await work(), "good");
	} catch (error) {
		host.notify(error.message, "bad");
	}
}
