/** What the page around the app's modules defines: Frappe's desk, or `host/boot.js` in the preview. */

/** Text in the reader's language, with `{0}`, `{1}` filled in. */
declare function __(text: string, values?: readonly unknown[] | null, context?: string): string;

/** Frappe has no types of its own. */
declare const frappe: any;

/** What ERPNext's own scripts define. */
declare const erpnext: any;

/** jQuery, of which the desk's own events are made. */
declare const $: any;

/** What the desk's bundle offers to forms, pages and the workspace. */
declare const workshop_crm: any;

interface Window {
	__: typeof __;
}
