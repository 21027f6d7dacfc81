frappe.pages["workshop-outbox"].on_page_load = (wrapper) => {
	frappe.ui.make_app_page({ parent: wrapper, title: __("Messages to Send"), single_column: true });
};

frappe.pages["workshop-outbox"].on_page_show = (wrapper) => {
	workshop_crm.mount("outbox", wrapper, Object.fromEntries(new URLSearchParams(location.search)));
};
