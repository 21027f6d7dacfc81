/** Completing a service: customer and car, services, points, done. */

import { hostForEach } from "../../host/within.js";
import { Service } from "./checkout/service.js";

/** @type {import("../../host/types.js").Screen["mount"]} */
export async function mount(root, host, params) {
	const options = await host.call("visits.options");
	const hostForService = hostForEach(host);
	const start = async (beginning = {}) => {
		const service = new Service(hostForService(), root, options, start);
		await service.begin(beginning);
	};
	await start(params);
}
