/** The digits in which the site writes Arabic: those of its translations are Arabic-Indic until it says otherwise. */

const ARABIC_INDIC = /[\u0660-\u0669\u066a-\u066c]/g;
const SIGNS = { "\u066a": "%", "\u066b": ".", "\u066c": "," };

/**
 * Gives translations the digits of the site.
 *
 * @param {Record<string, string>} messages English text -> translation; changed in place
 * @param {"arab"|"latn"} [digits]
 */
export function writeWith(messages, digits) {
	if (digits !== "latn") return;
	for (const [text, translation] of Object.entries(messages)) {
		if (typeof translation === "string") messages[text] = translation.replace(ARABIC_INDIC, western);
	}
}

/** @param {string} sign */
function western(sign) {
	return SIGNS[sign] ?? String(sign.charCodeAt(0) & 0xf);
}
