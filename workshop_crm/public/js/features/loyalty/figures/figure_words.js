/** Codes of the figures in the reader's words. An unknown one, such as a reason that somebody typed, shows as it came. */

export function moveReasonLabel(code) {
	const words = {
		"Joined the program": __("Joined the program"),
		"Reached what the tier needs": __("Reached what the tier needs"),
		"What counted is too long ago": __("What counted is too long ago"),
		"Points or spending were taken back": __("Points or spending were taken back"),
		"The program was changed": __("The program was changed"),
		"Two customers were merged": __("Two customers were merged"),
	};
	return Object.hasOwn(words, code) ? words[code] : code;
}

export function redemptionStateLabel(code) {
	const words = {
		Reserved: __("Reserved"),
		Applied: __("Applied"),
		Used: __("Used"),
		Cancelled: __("Cancelled"),
		Expired: __("Expired"),
	};
	return words[code] ?? code;
}

export function groupLabel(code) {
	return code === "member" ? __("Members") : __("Other customers");
}

/** Where points come from that no rule gave; the names of rules are the owner's. */
export function sourceName(host, rule) {
	const words = {
		tiers: __("Rates of the tiers"),
		answers: __("Answers to surveys"),
		other: __("Later corrections and others"),
	};
	if (Object.hasOwn(words, rule.key)) return words[rule.key];
	return (host.language === "ar" && rule.name_ar) || rule.name;
}
