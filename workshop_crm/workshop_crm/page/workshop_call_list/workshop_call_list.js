frappe.pages["workshop-call-list"].on_page_show = (wrapper) => {
	workshop_crm.mount("call_list", wrapper, Object.fromEntries(new URLSearchParams(location.search)));
};
