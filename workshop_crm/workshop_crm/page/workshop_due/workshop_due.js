frappe.pages["workshop-due"].on_page_show = (wrapper) => {
	workshop_crm.mount("due", wrapper, Object.fromEntries(new URLSearchParams(location.search)));
};
