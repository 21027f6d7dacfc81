/** The import's own addresses on the preview's server: the same JSON and the same errors as everywhere. */

import { CallError } from "../../host/http.js";

const FILES = "/preview/import/files";
const PAUSE = 250;

/** @param {File} file @returns {Promise<Object>} what the file seems to hold; see `describe` in http/imports.py */
export async function uploadFile(file) {
	const query = new URLSearchParams({ name: file.name });
	return ask(`${FILES}?${query}`, {
		method: "POST",
		headers: { "Content-Type": "application/octet-stream" },
		body: file,
	});
}

/**
 * Checks or imports, and reports how far it is.
 *
 * @param {string} upload
 * @param {{kind: string, columns: Object, order: ?string, dry_run: boolean, keep_good: boolean}} choices
 * @param {(share: number) => void} onProgress
 * @returns {Promise<Object>} the report
 */
export async function runImport(upload, choices, onProgress) {
	await ask(`${FILES}/${upload}/start`, {
		method: "POST",
		headers: { "Content-Type": "application/json" },
		body: JSON.stringify(choices),
	});
	for (;;) {
		const { state, share, report, problem } = await ask(`${FILES}/${upload}/progress`, {});
		onProgress(share);
		if (state === "done") return report;
		if (state === "failed") throw new CallError(problem, 417);
		await new Promise((resolve) => setTimeout(resolve, PAUSE));
	}
}

export function refusedAddress(upload) {
	return `${FILES}/${upload}/refused`;
}

export function removeDemo() {
	return ask("/preview/import/remove-demo", { method: "POST" });
}

async function ask(address, request) {
	const response = await fetch(address, { credentials: "same-origin", ...request }).catch(() => null);
	if (!response)
		throw new CallError(__("The server cannot be reached. Check the connection and try again."), 0);
	const answer = await response.json().catch(() => ({}));
	if (response.ok) return answer.message;
	const [row] = JSON.parse(answer._server_messages || "[]").map((line) => JSON.parse(line).message);
	const text = new DOMParser().parseFromString(row ?? "", "text/html").body.textContent;
	throw new CallError(
		text || __("Something went wrong on the server. Try again in a moment."),
		response.status,
	);
}
