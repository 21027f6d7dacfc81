frappe.pages["workshop-dashboard"].on_page_load = (wrapper) => {
	frappe.ui.make_app_page({ parent: wrapper, title: __("Workshop Dashboard"), single_column: true });
};

frappe.pages["workshop-dashboard"].on_page_show = (wrapper) => {
	workshop_crm.mount("dashboard", wrapper, Object.fromEntries(new URLSearchParams(location.search)));
};
