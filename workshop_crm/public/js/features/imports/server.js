/** The endpoints of the import. */

import { CallError } from "../../host/http.js";

const PAUSE = 300;

/**
 * @param {import("../../host/types.js").Host} host
 * @param {File} file
 * @returns {Promise<Object>} what the file seems to hold; see core/imports/outline.py
 */
export function uploadFile(host, file) {
	return host.send("imports.upload", file);
}

/**
 * Checks or imports, and reports how far it is.
 *
 * @param {import("../../host/types.js").Host} host
 * @param {string} upload
 * @param {Object} choices see core/imports/choices.py
 * @param {(share: number) => void} onProgress
 * @returns {Promise<Object>} the report
 */
export async function runImport(host, upload, choices, onProgress) {
	await host.call("imports.start", { upload, choices });
	for (;;) {
		const { state, share, report, problem } = await host.call("imports.progress", { upload });
		onProgress(share);
		if (state === "done") return report;
		if (state === "failed") throw new CallError(problem, 417);
		await new Promise((resolve) => setTimeout(resolve, PAUSE));
	}
}

/** Shows the refused rows as a file. */
export function saveRefused(host, upload) {
	host.download("imports.refused", { upload });
}
