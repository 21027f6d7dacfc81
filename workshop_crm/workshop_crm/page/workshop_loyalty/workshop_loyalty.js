frappe.pages["workshop-loyalty"].on_page_show = (wrapper) => {
	workshop_crm.mount("loyalty", wrapper, Object.fromEntries(new URLSearchParams(location.search)));
};
