frappe.pages["workshop-surveys"].on_page_show = (wrapper) => {
	workshop_crm.mount("surveys", wrapper, Object.fromEntries(new URLSearchParams(location.search)));
};
