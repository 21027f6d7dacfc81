frappe.pages["workshop-dashboard"].on_page_show = (wrapper) => {
	workshop_crm.mount("dashboard", wrapper, Object.fromEntries(new URLSearchParams(location.search)));
};
