frappe.pages["workshop-handover"].on_page_show = (wrapper) => {
	workshop_crm.mount("handover", wrapper, Object.fromEntries(new URLSearchParams(location.search)));
};
