/**
 * The survey page: sends the answers once, keeps them while the language is changed. A module without imports, so that
 * the phone fetches one small file; and without syntax that a phone of 2019 cannot read.
 */

const page = JSON.parse(elementNamed("survey-data").textContent || "{}");
const keptName = `workshop_crm.survey.${page.token}`;
const survey = /** @type {?HTMLFormElement} */ (document.getElementById("survey"));

// An answered or closed survey has no form.
if (survey) begin(survey);

/** @param {HTMLFormElement} form */
function begin(form) {
	form.addEventListener("submit", (event) => submit(form, event));
	form.addEventListener("input", () => keep(answersIn(form)));
	form.addEventListener("change", (event) => goOn(form, event));
	fillIn(form, kept());
}

async function submit(form, event) {
	event.preventDefault();
	if (sendButton(form).getAttribute("aria-busy")) return;
	const missing = firstUnanswered(form);
	if (missing) return complain(form, page.missing, missing.querySelector("input, textarea"));
	problemLine(form).hidden = true;
	const showReady = showSending(sendButton(form));
	try {
		showThanks(form, await post(answersIn(form)));
	} catch (error) {
		complain(form, error.message, sendButton(form));
	} finally {
		showReady();
	}
}

/** After the first question the next one comes into sight. */
function goOn(form, event) {
	problemLine(form).hidden = true;
	const question = event.target.closest(".first");
	const next = question && question.nextElementSibling;
	if (!next || !next.matches(".question")) return;
	const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
	next.scrollIntoView({ behavior: isCalm ? "auto" : "smooth", block: "nearest" });
}

/* The answers in the form: {question: text or number}, without those not given. */

/** @returns {NodeListOf<HTMLElement>} */
function questionsIn(form) {
	return form.querySelectorAll("[data-question]");
}

function answersIn(form) {
	const given = {};
	for (const question of questionsIn(form)) {
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

function fillIn(form, given) {
	for (const question of questionsIn(form)) {
		const value = given[question.dataset.question || ""];
		if (value === undefined) continue;
		const area = question.querySelector("textarea");
		if (area) area.value = value;
		for (const input of question.querySelectorAll("input")) input.checked = input.value === String(value);
	}
}

function firstUnanswered(form) {
	return [...questionsIn(form)].find(
		(question) => question.querySelector("[required]") && valueIn(question) === null,
	);
}

/* The answers while the language is changed. A browser may refuse storage: then the other language starts afresh. */

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

/* The server. */

/** @throws {Error} with the server's words for the customer, or the page's own where it said nothing */
async function post(answers) {
	const body = JSON.stringify({ token: page.token, answers, language: page.language });
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

/* What the page shows. */

/** @returns {HTMLElement} */
function elementNamed(id) {
	return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @returns {HTMLElement} */
function problemLine(form) {
	return form.querySelector("p.problem");
}

/** @returns {HTMLElement} */
function sendButton(form) {
	return form.querySelector("[data-action=send]");
}

function complain(form, text, elementToFocus) {
	const problem = problemLine(form);
	problem.textContent = text;
	problem.hidden = false;
	elementToFocus.focus();
}

/** @returns {() => void} shows the button as it was */
function showSending(button) {
	const label = button.textContent;
	button.setAttribute("aria-busy", "true");
	button.textContent = page.sending;
	return () => {
		button.removeAttribute("aria-busy");
		button.textContent = label;
	};
}

function showThanks(form, result) {
	keep({});
	if (result && result.thanks) elementNamed("thanks").textContent = result.thanks;
	form.closest("main").dataset.state = "answered";
	form.remove();
	const end = elementNamed("answered");
	end.hidden = false;
	/** @type {HTMLElement} */ (end.querySelector("h1")).focus();
}
