frappe.query_reports["Survey Scores"] = {
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
		{
			fieldname: "by",
			label: __("By"),
			fieldtype: "Select",
			default: "service_type",
			options: [
				{ value: "service_type", label: __("Service type") },
				{ value: "branch", label: __("Branch") },
				{ value: "technician", label: __("Technician") },
				{ value: "adviser", label: __("Service adviser") },
				{ value: "language", label: __("Language") },
				{ value: "channel", label: __("Channel") },
				{ value: "survey", label: __("Survey") },
			],
		},
		{ fieldname: "survey", label: __("Survey"), fieldtype: "Link", options: "Survey" },
		{
			fieldname: "service_type",
			label: __("Service type"),
			fieldtype: "Link",
			options: "Service Type",
		},
		{
			fieldname: "technician",
			label: __("Technician"),
			fieldtype: "Link",
			options: "Sales Person",
		},
	],
};
