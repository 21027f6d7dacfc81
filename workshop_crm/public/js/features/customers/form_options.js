/** The choices of the profile's dialogs, from profile.form_options: asked for once. */

const asked = new WeakMap();

/**
 * @param {import("../../host/types.js").Host} host
 * @returns {Promise<{preference_fields: Object[], channels: Object[], interaction_kinds: Object[], directions: Object[]}>}
 */
export function formOptions(host) {
	let options = asked.get(host);
	if (!options) {
		options = host.call("profile.form_options");
		options.catch(() => asked.delete(host));
		asked.set(host, options);
	}
	return options;
}
