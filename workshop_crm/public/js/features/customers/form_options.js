/** The choices of the profile's dialogs, from profile.form_options: asked for once. */

const asked = new WeakMap();

/**
 * @param {import("../../host/types.js").Host} host
 * @returns {Promise<{preference_fields: Object[], channels: Object[], interaction_kinds: Object[], directions: Object[]}>}
 */
export function formOptions(host) {
	let options = asked.get(host.page);
	if (!options) {
		options = host.page.call("profile.form_options");
		options.catch(() => asked.delete(host.page));
		asked.set(host.page, options);
	}
	return options;
}
