/** The Survey form shows the page that customers open, in both languages and as wide as a phone, while it is typed. */

const PAUSE_IN_TYPING = 400;

frappe.ui.form.on("Survey", {
	setup(form) {
		const soon = frappe.utils.debounce(() => showPreview(form), PAUSE_IN_TYPING);
		$(form.wrapper).on("dirty", soon);
		// A field is read when it is left; the page follows while it is typed in, too.
		$(form.wrapper).on("input", soon);
	},

	refresh: showPreview,
});

async function showPreview(form) {
	const place = form.get_field("form_preview")?.$wrapper[0];
	if (!place) return;
	const asked = (form.previewsAsked = (form.previewsAsked || 0) + 1);
	const answer = await frappe.xcall("workshop_crm.api.surveys.form_preview", { survey: typed(form) });
	// An answer may come after that to a later question.
	if (asked === form.previewsAsked) drawPreview(place, answer);
}

/** What the form holds, without what the page does not show. */
function typed(form) {
	const { questions = [], ...survey } = form.doc;
	const fields = Object.entries(survey).filter(([, value]) => typeof value === "string");
	return { ...Object.fromEntries(fields), questions };
}

function drawPreview(place, { pages, problem }) {
	const frames = framesIn(place);
	frames.problem.textContent = problem;
	frames.problem.hidden = !problem;
	for (const [language, page] of Object.entries(pages))
		if (frames[language].srcdoc !== page) frames[language].srcdoc = page;
}

/** @returns {Object<string, any>} the frame of each language, and the line for what is wrong */
function framesIn(place) {
	if (place.surveyPreview) return place.surveyPreview;
	const problem = document.createElement("p");
	problem.className = "form-message orange";
	const row = document.createElement("div");
	row.style.cssText = "display: flex; flex-wrap: wrap; gap: 16px";
	const ar = phone(__("Preview in Arabic"));
	const en = phone(__("Preview in English"));
	row.append(ar, en);
	place.replaceChildren(problem, row);
	place.surveyPreview = { problem, ar, en };
	return place.surveyPreview;
}

/** A page of its own without scripts, so that nothing in it is sent or changes the form. */
function phone(title) {
	const frame = document.createElement("iframe");
	frame.title = title;
	frame.setAttribute("sandbox", "");
	frame.style.cssText =
		"width: 375px; max-width: 100%; height: 640px; border: 1px solid var(--border-color); border-radius: 16px";
	return frame;
}
