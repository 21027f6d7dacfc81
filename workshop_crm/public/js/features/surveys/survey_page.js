/**
 * The survey page: sends the answers once, keeps them while the language is changed. A plain script without imports,
 * so that the phone fetches one small file; and without syntax that a phone of 2019 cannot read.
 */
(() => {
	const page = JSON.parse(elementNamed("survey-data").textContent || "{}");
	const form = /** @type {HTMLFormElement} */ (elementNamed("survey"));
	const keptName = `workshop_crm.survey.${page.token}`;
	if (!form) return;

	const problem = /** @type {HTMLElement} */ (form.querySelector("p.problem"));
	const send = /** @type {HTMLElement} */ (form.querySelector("[data-action=send]"));
	const scrolling = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

	/** @returns {NodeListOf<HTMLElement>} */
	function questions() {
		return form.querySelectorAll("[data-question]");
	}

	function answers() {
		const given = {};
		for (const question of questions()) {
			const value = valueIn(question);
			if (value !== null) given[question.dataset.question || ""] = value;
		}
		return given;
	}

	function valueIn(question) {
		const field = question.querySelector("textarea, input:checked");
		const text = field ? field.value.trim() : "";
		if (!text) return null;
		return ["rating", "nps"].includes(question.dataset.kind) ? Number(text) : text;
	}

	/** A browser may refuse storage: then a change of the language starts afresh. */
	function keep(given) {
		try {
			sessionStorage.setItem(keptName, JSON.stringify(given));
		} catch {
			return;
		}
	}

	function kept() {
		try {
			return JSON.parse(sessionStorage.getItem(keptName) || "{}");
		} catch {
			return {};
		}
	}

	function restore() {
		const given = kept();
		for (const question of questions()) {
			const value = given[question.dataset.question || ""];
			if (value === undefined) continue;
			const area = question.querySelector("textarea");
			if (area) area.value = value;
			for (const input of question.querySelectorAll("input"))
				input.checked = input.value === String(value);
		}
	}

	function complain(text, question) {
		problem.textContent = text;
		problem.hidden = false;
		(question ? question.querySelector("input, textarea") : send).focus();
	}

	function unanswered() {
		return [...questions()].find(
			(question) => question.querySelector("[required]") && valueIn(question) === null,
		);
	}

	async function submit(event) {
		event.preventDefault();
		if (send.getAttribute("aria-busy")) return;
		const missing = unanswered();
		if (missing) return complain(page.missing, missing);
		problem.hidden = true;
		const label = send.textContent;
		send.setAttribute("aria-busy", "true");
		send.textContent = page.sending;
		try {
			showThanks(await post());
		} catch (error) {
			complain(error.message);
		} finally {
			send.removeAttribute("aria-busy");
			send.textContent = label;
		}
	}

	async function post() {
		const body = JSON.stringify({ token: page.token, answers: answers(), language: page.language });
		const headers = { "Content-Type": "application/json", Accept: "application/json" };
		const response = await fetch(`/api/method/workshop_crm.api.surveys.answer?_lang=${page.language}`, {
			method: "POST",
			headers,
			body,
			credentials: "omit",
		}).catch(() => null);
		const answer = response ? await response.json().catch(() => ({})) : {};
		if (response && response.ok) return answer.message;
		throw new Error(serverMessage(answer) || page.failed);
	}

	function serverMessage(answer) {
		try {
			return JSON.parse(answer._server_messages)
				.map((row) => textOf(JSON.parse(row).message))
				.join(" ");
		} catch {
			return "";
		}
	}

	function textOf(html) {
		return new DOMParser().parseFromString(html, "text/html").body.textContent;
	}

	/** @returns {HTMLElement} */
	function elementNamed(id) {
		return /** @type {HTMLElement} */ (document.getElementById(id));
	}

	function showThanks(result) {
		keep({});
		if (result && result.thanks) elementNamed("thanks").textContent = result.thanks;
		/** @type {HTMLElement} */ (form.closest("main")).dataset.state = "answered";
		form.remove();
		const end = elementNamed("answered");
		end.hidden = false;
		/** @type {HTMLElement} */ (end.querySelector("h1")).focus();
	}

	form.addEventListener("submit", submit);
	form.addEventListener("input", () => keep(answers()));
	form.addEventListener("change", (event) => {
		problem.hidden = true;
		const question = /** @type {Element} */ (event.target).closest(".first");
		const next = question && question.nextElementSibling;
		if (next && next.matches(".question")) next.scrollIntoView({ behavior: scrolling, block: "nearest" });
	});
	restore();
})();
