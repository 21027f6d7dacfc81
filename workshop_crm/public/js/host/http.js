/** Calls to the server, the same on both hosts: JSON in, `message` out, a readable error when refused. */

const PREFIX = "/api/method/workshop_crm.api.";

/** What the server refused, in words for the person at the screen. */
export class CallError extends Error {
	/**
	 * @param {string} message
	 * @param {number} status
	 * @param {{type?: string, field?: string}} [about] field: the input that was refused
	 */
	constructor(message, status, { type, field } = {}) {
		super(message);
		this.name = "CallError";
		this.status = status;
		this.type = type;
		this.field = field;
	}
}

/**
 * @param {string} method `<feature>.<function>`
 * @param {Object} [args]
 * @param {{headers?: Object, signal?: AbortSignal, keepalive?: boolean}} [options] keepalive: goes out even when the page is
 *   being left
 * @returns {Promise<*>} the answer's `message`
 * @throws {CallError} status 0 when the server could not be reached
 */
export async function callServer(method, args = {}, options = {}) {
	const headers = { "Content-Type": "application/json", ...options.headers };
	return postTo(PREFIX + method, {
		headers,
		body: JSON.stringify(withoutEmpty(args)),
		signal: options.signal,
		keepalive: options.keepalive,
	});
}

/**
 * Sends a file as the body of a request.
 *
 * @param {string} method `<feature>.<function>`
 * @param {File} file its name goes into the query
 * @param {{headers?: Object}} [options]
 * @returns {Promise<*>} the answer's `message`
 * @throws {CallError}
 */
export function sendFile(method, file, options = {}) {
	const headers = { "Content-Type": "application/octet-stream", ...options.headers };
	return postTo(callAddress(method, { name: file.name }), { headers, body: file });
}

/** @param {string} address @param {RequestInit} [request] @returns {Promise<*>} the answer's `message` */
export async function postTo(address, request = {}) {
	const response = await reach(address, {
		method: "POST",
		credentials: "same-origin",
		...request,
		headers: { Accept: "application/json", ...request.headers },
	});
	const answer = await response.json().catch(() => ({}));
	if (response.ok) return answer.message;
	throw new CallError(errorText(answer, response.status), response.status, {
		type: answer.exc_type,
		field: answer.field,
	});
}

async function reach(address, request) {
	try {
		return await fetch(address, request);
	} catch (error) {
		if (error.name === "AbortError") throw error;
		throw new CallError(__("The server cannot be reached. Check the connection and try again."), 0);
	}
}

/** The address of a GET call, for downloads. */
export function callAddress(method, args = {}) {
	const query = new URLSearchParams(withoutEmpty(args)).toString();
	return PREFIX + method + (query ? `?${query}` : "");
}

/** The values that are set. */
export function withoutEmpty(args) {
	return Object.fromEntries(
		Object.entries(args).filter(([, value]) => value !== null && value !== undefined),
	);
}

function errorText(answer, status) {
	const texts = serverMessages(answer);
	if (texts.length) return texts.join(" ");
	if (status === 403) return __("You are not allowed to do this.");
	if (status === 404) return __("This was not found. It may have been removed.");
	return __("Something went wrong on the server. Try again in a moment.");
}

function serverMessages(answer) {
	try {
		return JSON.parse(answer._server_messages || "[]").map((row) => plainText(JSON.parse(row).message));
	} catch {
		return [];
	}
}

/** Frappe writes messages as HTML; here they become text. */
function plainText(html) {
	return new DOMParser().parseFromString(html ?? "", "text/html").body.textContent.trim();
}
