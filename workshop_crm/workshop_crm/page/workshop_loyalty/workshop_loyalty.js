frappe.pages["workshop-loyalty"].on_page_load = (wrapper) => {
	frappe.ui.make_app_page({ parent: wrapper, title: __("Loyalty"), single_column: true });
};

frappe.pages["workshop-loyalty"].on_page_show = (wrapper) => {
	workshop_crm.mount("loyalty", wrapper, Object.fromEntries(new URLSearchParams(location.search)));
};
