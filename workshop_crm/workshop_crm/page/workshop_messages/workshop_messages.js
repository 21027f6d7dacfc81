frappe.pages["workshop-messages"].on_page_show = (wrapper) => {
	workshop_crm.mount("messages", wrapper, Object.fromEntries(new URLSearchParams(location.search)));
};
