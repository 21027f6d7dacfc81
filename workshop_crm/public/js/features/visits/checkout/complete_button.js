/** The one button that completes the service: off until there is a price, while it is sent, and when it is done already. */

import { button } from "../../../ui/button.js";

const CONFLICT = 409;

/**
 * @param {() => Promise<void>} complete
 * @param {(error: ?Error) => void} showProblem null: there is none any more
 * @returns {{element: HTMLButtonElement, setReady: (isReady: boolean) => void}}
 */
export function completeButton(complete, showProblem) {
	const element = button(__("Complete service"), {
		kind: "primary",
		icon: "check",
		attributes: { disabled: true, "data-action": "complete" },
	});
	let sending = false;
	const setReady = (isReady) => (element.disabled = !isReady || sending);
	const send = async () => {
		sending = true;
		setReady(false);
		showProblem(null);
		try {
			await complete();
		} catch (error) {
			showProblem(error);
			element.disabled = error.status === CONFLICT;
		} finally {
			sending = false;
		}
	};
	element.addEventListener("click", () => sending || send());
	return { element, setReady };
}
