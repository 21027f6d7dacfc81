frappe.pages["workshop-follow-ups"].on_page_load = (wrapper) => {
	frappe.ui.make_app_page({ parent: wrapper, title: __("Follow-ups"), single_column: true });
};

frappe.pages["workshop-follow-ups"].on_page_show = (wrapper) => {
	workshop_crm.mount("follow_ups", wrapper, Object.fromEntries(new URLSearchParams(location.search)));
};
