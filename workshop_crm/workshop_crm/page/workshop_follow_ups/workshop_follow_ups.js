frappe.pages["workshop-follow-ups"].on_page_show = (wrapper) => {
	workshop_crm.mount("follow_ups", wrapper, Object.fromEntries(new URLSearchParams(location.search)));
};
