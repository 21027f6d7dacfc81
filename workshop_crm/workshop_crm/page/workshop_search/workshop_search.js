frappe.pages["workshop-search"].on_page_load = (wrapper) => {
	frappe.ui.make_app_page({ parent: wrapper, title: __("Find a Customer"), single_column: true });
};

frappe.pages["workshop-search"].on_page_show = (wrapper) => {
	workshop_crm.mount("search", wrapper, Object.fromEntries(new URLSearchParams(location.search)));
};
