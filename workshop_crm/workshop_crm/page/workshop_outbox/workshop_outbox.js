frappe.pages["workshop-outbox"].on_page_show = (wrapper) => {
	workshop_crm.mount("outbox", wrapper, Object.fromEntries(new URLSearchParams(location.search)));
};
