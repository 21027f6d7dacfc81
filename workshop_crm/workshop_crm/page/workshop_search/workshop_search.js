frappe.pages["workshop-search"].on_page_show = (wrapper) => {
	workshop_crm.mount("search", wrapper, Object.fromEntries(new URLSearchParams(location.search)));
};
