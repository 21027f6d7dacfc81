/**
 * Points on the Point of Sale: the panel in the payment screen in the place of ERPNext's own card, and the receipt's lines.
 */

const EXTENDED = Symbol("points");
const KEYS_OF_THE_PANEL = ["Tab", "Enter"];

/**
 * @param {Object} pos erpnext.PointOfSale, with its classes
 * @param {(place: HTMLElement, form: Object, onSaved?: () => *) => *} show the panel of a form's invoice
 */
export function extendPointOfSale(pos, show) {
	if (pos[EXTENDED]) return;
	pos[EXTENDED] = true;
	extendPayment(pos.Payment.prototype, show);
	extendSummary(pos.PastOrderSummary.prototype, show);
}

function extendPayment(payment, show) {
	payment.render_loyalty_points_payment_mode = function () {
		showPanel(this, show);
	};
	const prepare = payment.bind_events;
	payment.bind_events = function () {
		prepare.call(this);
		submitPaidByPoints(this);
		letTheKeyboardIn(this);
	};
}

/** ERPNext draws the payment modes anew with each amount; the panel stays as long as the invoice is as it was stored. */
function showPanel(payment, show) {
	const form = payment.events.get_frm();
	const place = placeIn(payment.$payment_modes.get(0));
	// With the customer's choice ERPNext asks for it too, before there is anything to pay.
	if (form.is_new()) return place.replaceChildren();
	const state = `${form.doc.name} ${form.doc.modified}`;
	if (place.dataset.state === state) return;
	place.dataset.state = state;
	show(place, form, () => drawPayment(payment, form));
}

function placeIn(modes) {
	const known = modes.parentElement.querySelector(".wcrm-pos-points");
	if (known) return known;
	const place = document.createElement("div");
	place.className = "wcrm-pos-points";
	modes.before(place);
	return place;
}

/** The totals are other ones now: what is to be paid goes to the first way of paying, as ERPNext does on the way in. */
function drawPayment(payment, form) {
	form.cscript.calculate_outstanding_amount();
	payment.render_payment_mode_dom();
	payment.update_totals_section();
	payment.focus_on_default_mop();
}

/** ERPNext asks for money on every order: one that a reward pays in full has none. */
function submitPaidByPoints(payment) {
	const submit = payment.$component.find(".submit-order-btn").get(0);
	submit.addEventListener(
		"click",
		(event) => {
			const { doc } = payment.events.get_frm();
			const due = doc.rounded_total || doc.grand_total;
			if (
				!doc.loyalty_reward ||
				due > 0 ||
				!doc.items.length ||
				!payment.validate_reqd_invoice_fields()
			)
				return;
			event.stopImmediatePropagation();
			payment.events.submit_invoice();
		},
		{ capture: true },
	);
}

/** ERPNext takes each Tab and Enter for itself: going back, and inside the panel, they do what they do everywhere. */
function letTheKeyboardIn(payment) {
	payment.$component.get(0).addEventListener("keydown", (event) => {
		if (event.ctrlKey || event.metaKey) return;
		const isInPanel = event.target.closest(".wcrm-pos-points") && KEYS_OF_THE_PANEL.includes(event.key);
		if (isInPanel || (event.key === "Tab" && event.shiftKey)) event.stopPropagation();
	});
}

function extendSummary(summary, show) {
	const attach = summary.attach_totals_info;
	summary.attach_totals_info = function (doc) {
		attach.call(this, doc);
		const totals = this.$totals_container.get(0);
		totals.parentElement.querySelector(".wcrm-pos-receipt")?.remove();
		if (doc.docstatus !== 1 || doc.is_return) return;
		const place = document.createElement("div");
		place.className = "wcrm-pos-receipt";
		totals.after(place);
		show(place, { doc, is_new: () => false });
	};
}
