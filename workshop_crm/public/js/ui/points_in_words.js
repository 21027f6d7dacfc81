/** A number of points in words that agree with it, by the texts of `core/common/points.py`. */

/** By CLDR's plural categories for Arabic, which are finer than those of English. */
const categories = new Intl.PluralRules("ar");
const ALONE = ["zero", "one", "two"];

/**
 * "1 point", "5 points"; «نقطة واحدة», «نقطتان», «٣ نقاط», «١١ نقطة».
 *
 * @param {import("../host/format.js").Format} format
 * @param {number} points
 */
export function pointsInWords(format, points) {
	const category = categories.select(Math.abs(points));
	// These forms have no place for a sign.
	const form = points < 0 && ALONE.includes(category) ? "other" : category;
	return forms()[form].replace(/\{\w+\}/, format.points(points));
}

function forms() {
	return {
		zero: __("0 points"),
		one: __("1 point"),
		two: __("2 points"),
		few: __("{few} points"),
		many: __("{many} points"),
		other: __("{other} points"),
	};
}
