frappe.pages["workshop-loyalty-figures"].on_page_show = (wrapper) => {
	workshop_crm.mount("loyalty_figures", wrapper, Object.fromEntries(new URLSearchParams(location.search)));
};
