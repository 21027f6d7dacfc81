/** Our pages that are not open to the user: Frappe leaves them white behind a message that does not name them. */

/** @type {Record<string, string>} the screen of each page of the desk */
export const PAGES = {
	"workshop-call-list": "call_list",
	"workshop-checkout": "checkout",
	"workshop-dashboard": "dashboard",
	"workshop-due": "due",
	"workshop-follow-ups": "follow_ups",
	"workshop-handover": "handover",
	"workshop-import": "import",
	"workshop-loyalty": "loyalty",
	"workshop-loyalty-figures": "loyalty_figures",
	"workshop-messages": "messages",
	"workshop-profile": "profile",
	"workshop-search": "search",
	"workshop-surveys": "surveys",
	"workshop-today": "today",
};

/** @param {(wrapper: HTMLElement, screen: string) => void} show says on a page of the desk that it is closed */
export function explainClosedPages(show) {
	for (const [page, screen] of Object.entries(PAGES)) {
		if (page in frappe.boot.page_info) continue;
		frappe.standard_pages[page] = () => show(frappe.container.add_page(page), screen);
	}
}
