/** Codes of the contract in the reader's words. An unknown code shows as it came. */

function look(table, code) {
	return Object.hasOwn(table, code) ? table[code] : (code ?? "");
}

export function segmentLabel(code) {
	return look(
		{
			New: __("New"),
			Active: __("Active"),
			"High Risk": __("High risk"),
			Lapsed: __("Lapsed"),
			Lost: __("Lost"),
		},
		code,
	);
}

export function segmentTone(code) {
	return (
		look({ New: "accent", Active: "good", "High Risk": "warn", Lapsed: "bad", Lost: "neutral" }, code) ||
		"neutral"
	);
}

export function periodLabel(code) {
	return look(
		{
			all: __("All time"),
			month: __("This month"),
			30: __("Last 30 days"),
			90: __("Last 90 days"),
			365: __("Last 12 months"),
			year: __("This year"),
		},
		code,
	);
}

/** Where a customer stands among all by recency, frequency and money: `rfm_group` of the contract. */
export function standingLabel(group) {
	return look(
		{
			Champions: __("Among the best"),
			Loyal: __("Loyal customer"),
			Promising: __("Promising customer"),
			"Needs Attention": __("Needs attention"),
			"Cannot Lose": __("Must not be lost"),
			Hibernating: __("Dormant customer"),
		},
		group,
	);
}

/** What a customer is expected to be worth in the months that the settings look ahead. */
export function valueLabel(host) {
	return __("Expected value in {0}", [aheadOf(host)]);
}

/** The months that expected values look ahead: "12 months". */
export function aheadOf(host) {
	return host.format.months(host.context.value_months);
}

export function channelLabel(code) {
	return look({ WhatsApp: __("WhatsApp"), SMS: __("SMS"), Email: __("Email"), Phone: __("Phone") }, code);
}

export function channelIcon(code) {
	return look({ WhatsApp: "chat", SMS: "chat", Email: "mail", Phone: "phone" }, code) || "send";
}

export function messageStatusLabel(code) {
	return look(
		{
			Outbox: __("In the outbox"),
			Queued: __("Waiting to be sent"),
			Sending: __("Being sent"),
			Doubtful: __("Not known whether it left"),
			Sent: __("Sent"),
			Delivered: __("Delivered"),
			Read: __("Read"),
			Failed: __("Not delivered"),
			Withdrawn: __("Withdrawn"),
		},
		code,
	);
}

export function messageStatusTone(code) {
	const tones = {
		Outbox: "accent",
		Queued: "warn",
		Sending: "warn",
		Doubtful: "bad",
		Sent: "good",
		Delivered: "good",
		Read: "good",
		Failed: "bad",
	};
	return tones[code] ?? "neutral";
}

export function interactionLabel(code) {
	return look({ Message: __("Message"), Call: __("Call"), Visit: __("Visit"), Note: __("Note") }, code);
}

export function directionLabel(code) {
	return look({ Incoming: __("Incoming"), Outgoing: __("Outgoing") }, code);
}

export function visitStatusLabel(code) {
	return look({ Submitted: __("Completed"), Cancelled: __("Cancelled"), Return: __("Returned") }, code);
}

export function entryKindLabel(code) {
	return look(
		{
			Earn: __("Earned"),
			Redeem: __("Redeemed"),
			Reverse: __("Taken back"),
			Restore: __("Given back"),
			Expire: __("Expired"),
			Adjust: __("Adjusted"),
			Transfer: __("Merged"),
		},
		code,
	);
}

export function languageLabel(code) {
	return look({ ar: __("Arabic"), en: __("English") }, code);
}

export function followUpStatusLabel(code) {
	return look(
		{
			Open: __("Open"),
			Replied: __("Answered"),
			"On Hold": __("On hold"),
			Resolved: __("Solved"),
			Closed: __("Closed"),
		},
		code,
	);
}

/** Why a customer may be another one: `same` of search.duplicates. */
export function sameLabel(code) {
	return look(
		{
			phone: __("Same phone"),
			name: __("Similar name"),
			both: __("Same phone, similar name"),
		},
		code,
	);
}

/** A service's name in the reader's language. */
export function serviceLabel(host, name, nameArabic) {
	return (host.language === "ar" && nameArabic) || name || "";
}

/** A tier's name, or its benefits, in the reader's language. */
export function tierLabel(host, text, textArabic) {
	return (host.language === "ar" && textArabic) || text || textArabic || "";
}

/** Where a consent came from. */
export function sourceLabel(code) {
	return look(
		{
			"Front desk": __("Front desk"),
			"Reception form": __("Reception form"),
			"Phone call": __("Phone call"),
			Website: __("Website"),
		},
		code,
	);
}

/** Why a follow-up is closed, in the order of the list. */
export function closingReasons() {
	return [
		{ value: "Solved", label: __("Solved") },
		{ value: "Explained", label: __("Explained") },
		{ value: "Compensated", label: __("Compensated") },
		{ value: "Could not be reached", label: __("Could not be reached") },
		{ value: "Not justified", label: __("Not justified") },
		{ value: "Other", label: __("Other") },
	];
}

export function closingReasonLabel(code) {
	return closingReasons().find(({ value }) => value === code)?.label ?? code ?? "";
}

/** What happened to a follow-up. */
export function followUpStepLabel(code) {
	return look(
		{
			Opened: __("Opened"),
			Note: __("Note"),
			Spoken: __("Spoke with the customer"),
			Closed: __("Closed"),
			Reopened: __("Reopened"),
			"Passed On": __("Passed on"),
			"Call Requested": __("The customer asked for a call"),
		},
		code,
	);
}

/** How an answer came: the channel of its message, or without one. */
export function wayLabel(code) {
	return look(
		{
			WhatsApp: __("WhatsApp"),
			SMS: __("SMS"),
			Email: __("Email"),
			Handover: __("At the handover"),
			Print: __("Code on the invoice"),
		},
		code,
	);
}

/** Why a customer is on the call list. */
export function triggerLabel(code) {
	return look(
		{
			"Becomes High Risk": __("At risk"),
			"Becomes Lapsed": __("Lapsed"),
			"Valuable Customer Gives Low Score": __("Low score"),
			"Service Falls Due": __("Service due"),
		},
		code,
	);
}

export function triggerTone(code) {
	const tones = {
		"Becomes High Risk": "warn",
		"Becomes Lapsed": "bad",
		"Valuable Customer Gives Low Score": "bad",
		"Service Falls Due": "accent",
	};
	return tones[code] ?? "neutral";
}

/** How a call ended, in the order of the list. */
export function callResults() {
	return [
		{ value: "Reached", label: __("Reached") },
		{ value: "Booked", label: __("Booked a visit") },
		{ value: "Not Reached", label: __("Not reached") },
	];
}

export function callResultLabel(code) {
	return callResults().find(({ value }) => value === code)?.label ?? code ?? "";
}

export function outcomeLabel(code) {
	return look({ Pending: __("Pending"), Came: __("Came"), "Did Not Come": __("Did not come") }, code);
}

/** A message template by its name: those that every workshop starts with have a translation, the owner's own none. */
export function templateLabel(name) {
	return __(name);
}
