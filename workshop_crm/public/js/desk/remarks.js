/** What a form says beside a value that was kept although something is wrong with it. */

/** The fields of each form that carry a remark now. */
const marked = new WeakMap();

/**
 * At the head of the form, and below each field. The remarks came with the record.
 *
 * @param {Object} form of Frappe
 */
export function showRemarks(form) {
	const remarks = form.doc.__onload?.workshop_remarks ?? [];
	for (const field of marked.get(form) ?? []) form.set_df_property(field, "description", "");
	const fields = new Set(remarks.map(({ field }) => field));
	for (const field of fields) {
		const lines = new Set(remarks.filter((remark) => remark.field === field).map(escaped));
		form.set_df_property(field, "description", [...lines].join("<br>"));
	}
	marked.set(form, fields);
	const lines = new Set(remarks.map(escaped));
	if (lines.size) form.dashboard.set_headline_alert([...lines].join("<br>"), "orange");
}

function escaped({ value, text }) {
	const sentence = text.includes(value) ? text : `${value}: ${text}`;
	return `<bdi>${frappe.utils.escape_html(sentence)}</bdi>`;
}
