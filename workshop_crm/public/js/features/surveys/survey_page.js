/**
 * The survey page on a phone, made easier: one question at a time, answers kept on the way, sent without leaving the page.
 * Without this module the page is whole all the same. One file without imports, so that the phone fetches it at once, and
 * without syntax that a phone of 2019 cannot read.
 */

const RADIOS = ["rating", "smileys", "scale", "nps", "ces", "yes_no", "single"];
const A_FORTNIGHT = 14 * 24 * 60 * 60 * 1000;
const PREFIX = "workshop_crm.survey.";
const MAX_EDGE = 2048;
const MOMENT_TO_SEE = 220;

const data = document.getElementById("survey-data");
const page = data ? JSON.parse(data.textContent || "{}") : null;
function begin() {
	forgetOld();
	const form = /** @type {?HTMLFormElement} */ (document.getElementById("survey"));
	if (form) new Steps(form);
	const state = document.querySelector("main")?.dataset.state;
	if (state === "answered") forget();
	if (state === "open" && page.counts) tellOpened();
}

/**
 * Whether the answers call for a question, as the server decides it: see core/surveys/conditions.py.
 *
 * @param {string} operator @param {string} value @param {string[]} chosen the answers to the earlier question
 */
export function isMet(operator, value, chosen) {
	if (!chosen.length) return false;
	if (operator === "is") return chosen.includes(value);
	if (operator === "is not") return !chosen.includes(value);
	if (!/^\d+$/.test(value) || !/^\d+$/.test(chosen[0])) return false;
	return operator === "at most" ? +chosen[0] <= +value : +chosen[0] >= +value;
}

/** The form, one question at a time. */
class Steps {
	/** @param {HTMLFormElement} form */
	constructor(form) {
		this.form = form;
		this.questions = /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-question]")]);
		this.byPointer = false;
		this.sending = false;
		form.classList.add("stepped");
		fillIn(this.questions, kept().answers);
		this.listen();
		this.show(this.first());
	}

	listen() {
		const { form } = this;
		form.addEventListener("pointerdown", () => (this.byPointer = true));
		form.addEventListener("keydown", () => (this.byPointer = false));
		form.addEventListener("input", () => this.keep());
		form.addEventListener("change", (event) => this.changed(event));
		form.addEventListener("submit", (event) => this.submit(event));
		this.button("next").addEventListener("click", () => this.next());
		this.button("back").addEventListener("click", () => this.go(-1));
		this.button("send").addEventListener("click", () => (this.isSent = true));
		for (const choice of document.querySelectorAll("button[data-language]"))
			choice.addEventListener("click", (event) => this.speak(event));
	}

	/** Where the page begins: at what the server complained about, else where this guest stopped. */
	first() {
		const wrong = this.questions.find((question) => question.querySelector(".problem"));
		const last = this.questions.find((question) => question.dataset.question === kept().at);
		const start = wrong || (!this.part(".prefilled") && last);
		return start && this.asked().includes(start) ? start : this.questions[0];
	}

	/** The questions whose conditions are met, in their order. */
	asked() {
		const given = {};
		return this.questions.filter((question) => {
			const { question: id = "", showIf, operator = "", value = "" } = question.dataset;
			if (showIf && !isMet(operator, value, given[showIf] || [])) return false;
			given[id] = chosenIn(question);
			return true;
		});
	}

	show(question, { focus = false } = {}) {
		const asked = this.asked();
		this.at = question;
		for (const other of this.questions) other.hidden = other !== question;
		const first = question === asked[0];
		this.part(".welcome").classList.toggle("brief", !first);
		this.button("back").hidden = first;
		this.refresh();
		if (!focus) return;
		const title = question.querySelector(".asked");
		title.tabIndex = -1;
		title.focus({ preventScroll: true });
		scrollTo(0, 0);
	}

	/** Progress and buttons follow the answers. */
	refresh() {
		const asked = this.asked();
		const place = asked.indexOf(this.at);
		const isLast = place === asked.length - 1;
		const progress = this.part("progress");
		progress.max = asked.length;
		progress.value = place + 1;
		this.part("#step").textContent = filled(page.step, place + 1, asked.length);
		this.part(".progress").hidden = asked.length < 2;
		this.button("next").hidden = isLast;
		this.button("send").hidden = !isLast && !this.mayBeSent(asked);
		this.button("send").classList.toggle("early", !isLast);
	}

	/** Whether what is mandatory is answered, so that nobody has to go through the rest. */
	mayBeSent(asked) {
		return asked.some(isAnswered) && !asked.some(isMissing);
	}

	changed(event) {
		this.complain("");
		this.keep();
		this.refresh();
		const isTap = this.byPointer && RADIOS.includes(this.at.dataset.kind || "");
		if (!isTap || !event.target.checked || this.button("next").hidden) return;
		const tapped = this.at;
		setTimeout(() => tapped === this.at && !this.sending && this.go(1), MOMENT_TO_SEE);
	}

	next() {
		if (isMissing(this.at)) return this.complain(page.missing, this.at.querySelector("input, textarea"));
		this.go(1);
	}

	go(step) {
		const asked = this.asked();
		const next = asked[asked.indexOf(this.at) + step];
		if (!next) return;
		this.complain("");
		this.show(next, { focus: true });
		this.keep();
	}

	/** The Enter key goes on to the next question; only the button sends. */
	submit(event) {
		event.preventDefault();
		const wasSend = this.isSent;
		this.isSent = false;
		if (!wasSend && !this.button("next").hidden) return this.next();
		const missing = this.asked().find(isMissing);
		if (!missing) return this.send();
		this.show(missing, { focus: true });
		this.complain(page.missing, missing.querySelector("input, textarea"));
	}

	async send() {
		if (this.sending) return;
		this.sending = true;
		const ready = showSending(this.button("send"));
		try {
			showAnswer(await post(await this.fields()), this.form);
		} catch {
			this.sending = false;
			ready();
			this.complain(page.failed, this.button("send"));
		}
	}

	/** What a form without JavaScript sends, photos made smaller. */
	async fields() {
		const fields = new FormData(this.form);
		fields.append("send", "1");
		for (const input of fileInputs(this.form)) {
			fields.delete(input.name);
			for (const file of input.files || []) fields.append(input.name, await smaller(file), "photo.jpg");
		}
		return fields;
	}

	speak(event) {
		event.preventDefault();
		this.keep();
		location.assign(`?_lang=${event.currentTarget.value}`);
	}

	keep() {
		const answers = {};
		for (const question of this.questions) {
			const given = chosenIn(question);
			if (given.length && question.dataset.kind !== "photo")
				answers[question.dataset.question || ""] = given;
		}
		store({ answers, at: this.at.dataset.question, on: Date.now() });
	}

	/** @param {string} text @param {any} [elementToFocus] */
	complain(text, elementToFocus) {
		const problem = this.part("form > .problem");
		problem.textContent = text;
		problem.hidden = !text;
		if (elementToFocus) elementToFocus.focus();
	}

	/** @returns {HTMLButtonElement} */
	button(action) {
		return this.part(`[data-action=${action}]`);
	}

	/** @returns {any} */
	part(selector) {
		return this.form.querySelector(selector);
	}
}

/* The answers in the form. */

/** @returns {string[]} */
function chosenIn(question) {
	const fields = [...question.querySelectorAll("textarea, input[type=file], input:checked")];
	return fields.map((field) => field.value.trim()).filter(Boolean);
}

function isAnswered(question) {
	return chosenIn(question).length > 0;
}

function isMissing(question) {
	return "required" in question.dataset && !isAnswered(question);
}

/** What the server filled in already stays: it is newer. */
function fillIn(questions, answers) {
	for (const question of questions) {
		const given = answers[question.dataset.question || ""];
		if (!given || isAnswered(question)) continue;
		const area = question.querySelector("textarea");
		if (area) area.value = given[0];
		for (const input of question.querySelectorAll("input:not([type=file])"))
			input.checked = given.includes(input.value);
	}
}

/** @returns {HTMLInputElement[]} */
function fileInputs(place) {
	return [...place.querySelectorAll("input[type=file]")];
}

/* What is kept on the phone until it is sent. A browser may refuse storage: then a page that is left is lost. */

function kept() {
	try {
		return { answers: {}, ...JSON.parse(localStorage.getItem(PREFIX + page.token) || "{}") };
	} catch {
		return { answers: {} };
	}
}

function store(value) {
	try {
		localStorage.setItem(PREFIX + page.token, JSON.stringify(value));
	} catch {
		return;
	}
}

function forget() {
	try {
		localStorage.removeItem(PREFIX + page.token);
	} catch {
		return;
	}
}

/** Answers to other surveys that were never sent. */
function forgetOld() {
	try {
		for (const name of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)))
			if (Date.now() - JSON.parse(localStorage.getItem(name) || "{}").on > A_FORTNIGHT)
				localStorage.removeItem(name);
	} catch {
		return;
	}
}

/* The server. */

/** @returns {Promise<{shown: Document, address: string}>} the page that answers a form without JavaScript */
async function post(fields) {
	const answer = await fetch(location.pathname, { method: "POST", body: fields, credentials: "omit" });
	const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
	if (!shown.querySelector("main[data-state]")) throw new Error("no page of ours");
	return { shown, address: answer.url };
}

function showAnswer({ shown, address }, form) {
	const main = /** @type {HTMLElement} */ (shown.querySelector("main"));
	for (const part of ["header", "main"])
		document.querySelector(part)?.replaceWith(shown.querySelector(part) || "");
	if (main.dataset.state === "open") {
		const chosen = fileInputs(form);
		for (const [place, input] of fileInputs(main).entries()) input.files = chosen[place].files;
		return begin();
	}
	history.replaceState(null, "", address);
	forget();
	/** @type {?HTMLElement} */ (main.querySelector("h1"))?.focus();
	scrollTo(0, 0);
}

/** Somebody looks at the page. Programs that fetch it for a preview of the link run no script, so they count for nobody. */
function tellOpened() {
	const body = JSON.stringify({ token: page.token });
	const headers = { "Content-Type": "application/json" };
	const address = "/api/method/workshop_crm.api.surveys.opened";
	fetch(address, { method: "POST", headers, body, credentials: "omit", keepalive: true }).catch(() => null);
}

/** A photo no larger than is kept, so that less is uploaded; the file itself where the browser cannot make one. */
async function smaller(file) {
	try {
		const picture = await createImageBitmap(file);
		const scale = Math.min(1, MAX_EDGE / Math.max(picture.width, picture.height));
		const canvas = document.createElement("canvas");
		canvas.width = Math.round(picture.width * scale);
		canvas.height = Math.round(picture.height * scale);
		canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
		return await new Promise((done) => canvas.toBlob((blob) => done(blob || file), "image/jpeg", 0.85));
	} catch {
		return file;
	}
}

/* Words. */

/** @param {string} template with {0} and {1} @param {...number} numbers */
function filled(template, ...numbers) {
	const digits = new Intl.NumberFormat(page.language === "ar" ? `ar-u-nu-${page.digits}` : "en");
	return template.replace(/\{(\d)\}/g, (_hole, place) => digits.format(numbers[place]));
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

if (page) begin();
