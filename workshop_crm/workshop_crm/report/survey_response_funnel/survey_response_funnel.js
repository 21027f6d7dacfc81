frappe.query_reports["Survey Response Funnel"] = {
	filters: [
		{
			fieldname: "from_date",
			label: __("From"),
			fieldtype: "Date",
			default: frappe.datetime.add_days(frappe.datetime.get_today(), -89),
		},
		{
			fieldname: "to_date",
			label: __("To"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
		},
		{ fieldname: "survey", label: __("Survey"), fieldtype: "Link", options: "Survey" },
		{
			fieldname: "service_type",
			label: __("Service type"),
			fieldtype: "Link",
			options: "Service Type",
		},
	],
};
