frappe.listview_settings["Customer Search Update"] = {
	add_fields: ["state"],
	hide_name_column: true,
	get_indicator(doc) {
		return doc.state === "Dead"
			? [__("Dead"), "red", "state,=,Dead"]
			: [__("Waiting"), "orange", "state,=,Waiting"];
	},
	onload(list) {
		const retry = (names) =>
			frappe.call("workshop_crm.api.search.retry_dead", names ? { names } : {}).then(({ message }) => {
				frappe.show_alert({
					message: __("Customers that are tried again: {0}", [message.retried]),
					indicator: "green",
				});
				list.refresh();
			});
		list.page.add_inner_button(__("Retry All Dead"), () => retry());
		list.page.add_action_item(__("Retry"), () => retry(list.get_checked_items(true)));
	},
};
