frappe.pages["workshop-checkout"].on_page_load = (wrapper) => {
	frappe.ui.make_app_page({ parent: wrapper, title: __("Checkout"), single_column: true });
};

frappe.pages["workshop-checkout"].on_page_show = (wrapper) => {
	workshop_crm.mount("checkout", wrapper, Object.fromEntries(new URLSearchParams(location.search)));
};
