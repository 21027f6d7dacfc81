frappe.pages["workshop-today"].on_page_show = (wrapper) => {
	workshop_crm.mount("today", wrapper, Object.fromEntries(new URLSearchParams(location.search)));
};
