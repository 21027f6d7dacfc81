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
		{
			fieldname: "technician",
			label: __("Technician"),
			fieldtype: "Link",
			options: "Sales Person",
		},
		{
			fieldname: "adviser",
			label: __("Service adviser"),
			fieldtype: "Link",
			options: "Sales Person",
		},
		{ fieldname: "branch", label: __("Branch"), fieldtype: "Data" },
		{
			fieldname: "language",
			label: __("Language"),
			fieldtype: "Select",
			options: ["", { value: "ar", label: __("Arabic") }, { value: "en", label: __("English") }],
		},
		{
			fieldname: "channel",
			label: __("Channel"),
			fieldtype: "Select",
			options: [
				"",
				...["WhatsApp", "SMS", "Email", "Handover", "Print"].map((name) => ({
					value: name,
					label: __(name),
				})),
			],
		},
	],
};
