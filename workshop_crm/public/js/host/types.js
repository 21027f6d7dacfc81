/**
 * What a screen may ask of the page around it. Two implementations: `desk.js` (ERPNext) and `preview.js`.
 *
 * @typedef {Object} Host
 * @property {"desk"|"preview"} name
 * @property {"ar"|"en"} language
 * @property {"rtl"|"ltr"} direction
 * @property {Context} context
 * @property {(method: string, args?: Object, options?: {signal?: AbortSignal, keepalive?: boolean}) => Promise<*>} call
 *   calls `workshop_crm.api.<method>`; rejects with CallError
 * @property {(method: string, file: File) => Promise<*>} send a file to an endpoint; rejects with CallError
 * @property {(screen: string, params?: Object) => string} address of a screen
 * @property {(screen: string, params?: Object) => void} open goes to a screen
 * @property {((id: string) => void)|null} openCustomer opens the customer's own record; null where there is none
 * @property {(customer: string) => string} printAddress of the customer's profile card
 * @property {(visit: {invoice: string, doctype?: string}) => string} invoicePaper the address of an invoice on paper
 * @property {(filters: Object) => string} dashboardPaper the address of the dashboard on paper
 * @property {(method: string, args?: Object) => void} download fetches a file by GET
 * @property {(text: string, kind?: "good"|"bad"|"info") => void} notify
 * @property {(params: Object) => void} setQuery keeps a screen's parameters in the address, without a new history entry
 * @property {(event: string, listener: (message?: any) => void) => (() => void)} listen to the server's events; returns the end
 * @property {Host} page the host of the whole page, for what outlasts a screen
 * @property {import("../ui/lifetime.js").Lifetime} life how long what stands around lasts; see README.md
 * @property {import("./format.js").Format} format
 */

/**
 * Answer of session.context.
 *
 * @typedef {Object} Context
 * @property {"preview"|"erpnext"} host
 * @property {"ar"|"en"} language
 * @property {"rtl"|"ltr"} direction
 * @property {string} currency ISO code
 * @property {number} currency_precision
 * @property {"arab"|"latn"} digits of Arabic: the site's choice
 * @property {string} today ISO date
 * @property {import("./format.js").Calendar} calendar in which the user reads the days of the dashboard
 * @property {number} value_months how far ahead the expected value of customers looks
 * @property {Array<{name: string, from_date: ?string, to_date: ?string}>} periods the usual ones, as of today
 * @property {string} user
 * @property {string} user_name
 * @property {string} company
 * @property {boolean} can_manage
 * @property {boolean} is_made_up whether its people are those of the demo, beside whom real data must not go
 * @property {string[]} screens names the user may open
 */

/**
 * A screen module.
 *
 * @typedef {Object} Screen
 * @property {(root: HTMLElement, host: Host, params: Object) => Promise<void>} mount fills `root`; what it opens through
 *   `host` is closed when the screen is left
 */

export {};
