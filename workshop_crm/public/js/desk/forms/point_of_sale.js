/** The Point of Sale: ERPNext's screen is patched between the moment its classes are loaded and the one they are used. */

(() => {
	const page = frappe.pages["point-of-sale"];
	const load = page.on_page_load;

	page.on_page_load = (wrapper) => {
		const { require } = frappe;
		frappe.require = (items, callback) =>
			require(items, () => {
				workshop_crm.extendPointOfSale(erpnext.PointOfSale);
				callback?.();
			});
		try {
			load(wrapper);
		} finally {
			frappe.require = require;
		}
	};
})();
