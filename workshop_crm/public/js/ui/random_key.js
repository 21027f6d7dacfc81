/** A key that no other request has. crypto.randomUUID is missing on plain http in a local network. */
export function randomKey() {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
