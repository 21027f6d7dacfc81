frappe.pages["workshop-profile"].on_page_load = (wrapper) => {
	frappe.ui.make_app_page({ parent: wrapper, title: __("Customer Profile"), single_column: true });
};

frappe.pages["workshop-profile"].on_page_show = (wrapper) => {
	workshop_crm.mount("profile", wrapper, { customer: frappe.get_route()[1] });
};
