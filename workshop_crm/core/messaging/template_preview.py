"""How a template reads with made-up values, what has to be submitted for approval, and what speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.languages import LANGUAGES, Language
from workshop_crm.core.common.placeholders import fill
from workshop_crm.core.messaging.provider_templates import places, provider_text
from workshop_crm.core.messaging.segments import sms_segments
from workshop_crm.core.messaging.template_buttons import reply_buttons
from workshop_crm.core.messaging.template_review import review
from workshop_crm.core.messaging.templates import ABOUT_POINTS, Template, Words, check_template, text_for

LINK = "https://workshop.example.com/s/AAAAAAAAAAAAAAAAAAAAAA"
POINTS_LINK = "https://workshop.example.com/p/aaaaaaaaaa.AAAAAAAAAAAAAAAAAAAAAA"
INVOICE_LINK = "https://workshop.example.com/i/AAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA"
BUTTON_ADDRESS = "https://…/{page}/{{{{1}}}}"
"""With the public address of the workshop; what it ends with is filled in."""
SAMPLES: Mapping[Language, Mapping[str, str]] = {
	"en": {
		"customer": "Huda", "company": "Green Oasis Workshop", "link": LINK, "vehicle": "Toyota Camry", "service": "the oil change",
		"points": "120", "balance": "450", "worth": "112.50 SAR", "expiring": "120 after 1 December 2026",
		"tier": "Gold", "date": "1 December 2026", "days": "14", "invoice": "ACC-SINV-2026-00042", "amount": "345.00 SAR",
	},
	"ar": {
		"customer": "هدى", "company": "ورشة الواحة الخضراء", "link": LINK, "vehicle": "تويوتا كامري", "service": "تغيير الزيت",
		"points": "١٢٠", "balance": "٤٥٠", "worth": "١١٢٫٥٠ ر.س", "expiring": "١٢٠ بعد ١ ديسمبر ٢٠٢٦",
		"tier": "الذهبي", "date": "١ ديسمبر ٢٠٢٦", "days": "14", "invoice": "ACC-SINV-2026-00042", "amount": "٣٤٥٫٠٠ ر.س",
	},
}  # fmt: skip


def preview(template: Template, translate: Callable[[str], str] = str) -> dict[str, Any]:
	"""For each language: the texts as they arrive, the SMS they take, the text to submit and its places, and the problems."""
	return {language: _of_language(template, language, translate) for language in LANGUAGES}


def _of_language(template: Template, language: Language, translate: Callable[[str], str]) -> dict[str, Any]:
	words = template.words[language]
	values = _values(template, language)
	sms = fill(text_for(template, language, "SMS").text, values)
	problems = [problem for problem in review(template) if problem.field.endswith(f"_{language}")]
	return {
		"text": fill(text_for(template, language, "WhatsApp").text, values),
		"subject": fill(words.subject, values),
		"sms": sms,
		"segments": sms_segments(sms),
		"to_submit": provider_text(words.text),
		"places": list(places(words.text)),
		"buttons": _buttons(template, words),
		"problems": [problem.text(translate) for problem in (*_wrong(template, language), *problems)],
	}


def _values(template: Template, language: Language) -> Mapping[str, str]:
	return {**SAMPLES[language], "link": _link(template)}


def _link(template: Template) -> str:
	if template.purpose == "Invoice":
		return INVOICE_LINK
	return POINTS_LINK if template.purpose in ABOUT_POINTS else LINK


def _buttons(template: Template, words: Words) -> list[dict[str, str]]:
	"""Each with its text and what it sends back, or the address that it opens."""
	try:
		replies = reply_buttons(words.reply_buttons)
	except InvalidInput:
		return []
	shown = [{"label": button.label, "means": button.payload} for button in replies]
	*_site, page, _token = _link(template).split("/")
	address = BUTTON_ADDRESS.format(page=page)
	return [*shown, {"label": words.link_button, "means": address}] if words.link_button else shown


def _wrong(template: Template, language: Language) -> list[InvalidInput]:
	"""What keeps the template from being saved, of one language."""
	try:
		check_template(template, (language,))
	except InvalidInput as error:
		return [error]
	return []
