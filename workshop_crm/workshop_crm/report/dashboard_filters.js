/** The filters of the reports that say what the dashboard says: Frappe puts this file into the script of each. */
frappe.provide("frappe.workshop_crm");

frappe.workshop_crm.dashboardFilters = () => [
	{
		fieldname: "from_date",
		label: __("From"),
		fieldtype: "Date",
	},
	{
		fieldname: "to_date",
		label: __("To"),
		fieldtype: "Date",
		default: frappe.datetime.get_today(),
	},
	{
		fieldname: "segment",
		label: __("Segment"),
		fieldtype: "Select",
		options: [
			"",
			{ value: "New", label: __("New") },
			{ value: "Active", label: __("Active") },
			{ value: "High Risk", label: __("High Risk") },
			{ value: "Lapsed", label: __("Lapsed") },
			{ value: "Lost", label: __("Lost") },
		],
	},
	{
		fieldname: "service_type",
		label: __("Service type"),
		fieldtype: "Link",
		options: "Service Type",
	},
];
