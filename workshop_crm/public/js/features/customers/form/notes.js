/** What staff should know before they serve the customer. */

import { richTextField } from "../../../ui/rich_text.js";

export function notesSection({ values }) {
	const { element, read } = richTextField({
		name: "customer_notes",
		label: __("Notes about the customer"),
		value: values.notes,
		hint: __("Staff read this; the customer does not."),
	});
	return { element, read: () => ({ customer_notes: read() }) };
}
