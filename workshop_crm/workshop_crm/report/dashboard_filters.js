/** The filters of the reports that say what the dashboard says: Frappe puts this file into the script of each. */
frappe.provide("frappe.workshop_crm");

/** Filters of the dashboard by the name of their choices in its answer. */
frappe.workshop_crm.NARROWING = { branch: "branches", tier: "tiers", vehicle_make: "vehicle_makes" };

frappe.workshop_crm.dashboardReport = () => ({
	filters: frappe.workshop_crm.dashboardFilters(),
	onload: frappe.workshop_crm.offerWhatThereIs,
});

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
	// Completed as one types: a value of an address or of a saved report stays while the choices are on their way.
	{ fieldname: "branch", label: __("Branch"), fieldtype: "Autocomplete" },
	{ fieldname: "tier", label: __("Tier"), fieldtype: "Autocomplete" },
	{ fieldname: "vehicle_make", label: __("Make"), fieldtype: "Autocomplete" },
];

/** Fills in what the dashboard offers its reader; as there, one is asked only for that of which there is more than one. */
frappe.workshop_crm.offerWhatThereIs = (report) => {
	const fields = report.filters.filter((field) => field.df.fieldname in frappe.workshop_crm.NARROWING);
	frappe.call({
		method: "workshop_crm.api.analytics.dashboard",
		// Every answer has the choices; of the tiles this one costs least.
		args: { tile: "forecast" },
		callback: ({ message }) => {
			for (const field of fields) {
				const names = message.options[frappe.workshop_crm.NARROWING[field.df.fieldname]];
				field.set_data(names);
				field.toggle(names.length > 1 || Boolean(field.get_value()));
			}
		},
	});
};
