/** The part of DOMPurify that `js/ui/safe_html.js` uses. */
declare const DOMPurify: {
	sanitize(html: string, options: Record<string, unknown> & { RETURN_DOM_FRAGMENT: true }): DocumentFragment;
};
export default DOMPurify;
