frappe.pages["workshop-import"].on_page_show = (wrapper) => {
	workshop_crm.mount("import", wrapper, Object.fromEntries(new URLSearchParams(location.search)));
};
