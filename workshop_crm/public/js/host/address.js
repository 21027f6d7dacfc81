/** Addresses of the screens: the same paths on both hosts. */

/**
 * @param {string} screen for example "follow_ups"
 * @param {Object} [params] `customer` of the profile goes into the path, the rest into the query
 */
export function screenAddress(screen, params = {}) {
	const { customer, ...others } = params;
	const inPath = screen === "profile" && customer;
	const path =
		`/app/workshop-${screen.replaceAll("_", "-")}` + (inPath ? `/${encodeURIComponent(customer)}` : "");
	const query = searchOf(inPath ? others : params);
	return query ? `${path}?${query}` : path;
}

function searchOf(params) {
	const given = Object.entries(params).filter(
		([, value]) => value !== null && value !== undefined && value !== "",
	);
	return new URLSearchParams(given).toString();
}

/** Writes `params` into the current address without a new history entry. */
export function replaceQuery(params) {
	const query = searchOf(params);
	history.replaceState(history.state, "", location.pathname + (query ? `?${query}` : ""));
}

/** Lets the browser save what `address` sends as an attachment, or what stands in a data address under a name. */
export function saveFrom(address, name = "") {
	const link = document.createElement("a");
	link.href = address;
	link.download = name;
	document.body.append(link);
	link.click();
	link.remove();
}
