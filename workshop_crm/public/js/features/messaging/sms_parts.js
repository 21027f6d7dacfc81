/** How many SMS a text is sent as: the rule of core/messaging/segments.py, told while it is typed. */

const BASIC = new Set(
	"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const EXTENSION = new Set("\f^{}\\[~]|€");
const BASIC_ROOM = [160, 153];
const UNICODE_ROOM = [70, 67];

/** @param {string} text @returns {number} */
export function smsParts(text) {
	const characters = [...text];
	if (characters.every((one) => BASIC.has(one) || EXTENSION.has(one)))
		return parts(
			characters.map((one) => (EXTENSION.has(one) ? 2 : 1)),
			BASIC_ROOM,
		);
	return parts(
		characters.map((one) => one.length),
		UNICODE_ROOM,
	);
}

/** @param {number[]} widths @param {number[]} room of a single one, and of each part */
function parts(widths, [single, part]) {
	const total = widths.reduce((sum, width) => sum + width, 0);
	if (total <= single) return widths.length ? 1 : 0;
	let count = 1;
	let used = 0;
	for (const width of widths) {
		if (used + width > part) {
			count += 1;
			used = 0;
		}
		used += width;
	}
	return count;
}
