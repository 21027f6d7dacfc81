frappe.pages["workshop-checkout"].on_page_show = (wrapper) => {
	workshop_crm.mount("checkout", wrapper, Object.fromEntries(new URLSearchParams(location.search)));
};
