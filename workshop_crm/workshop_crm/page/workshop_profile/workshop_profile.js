frappe.pages["workshop-profile"].on_page_show = (wrapper) => {
	workshop_crm.mount("profile", wrapper, { customer: frappe.get_route()[1] });
};
