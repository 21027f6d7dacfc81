"""Everything that speaks against a Message Template, beside the field that it is about: before it is submitted, and before it is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.languages import Language
from workshop_crm.core.common.placeholders import fill
from workshop_crm.core.messaging.provider_templates import (
	TemplateAtProvider,
	compared,
	name_problems,
	places,
	sms_problems,
	whatsapp_problems,
)
from workshop_crm.core.messaging.templates import Template, text_for

# As long as what they usually hold: for the number of SMS.
EXAMPLES: Mapping[str, str] = {
	"customer": "x" * 12,
	"company": "x" * 20,
	"link": "https://crm.example.com/s/" + "x" * 22,
	"vehicle": "x" * 20,
	"service": "x" * 15,
	"date": "x" * 10,
}
_OTHER_EXAMPLE = "x" * 5


def review(template: Template) -> list[InvalidInput]:
	"""What providers would refuse, and what costs more than it need; each error is at its field."""
	return [
		problem.at(field)
		for language in template.words
		for field, problem in _of_language(template, language)
	]


def review_at_provider(
	template: Template, provider: str, known: Mapping[Language, TemplateAtProvider | None]
) -> list[InvalidInput]:
	"""What differs from the templates that a provider has, by language; only those that have a name there are looked at."""
	field = "content_sid" if provider == "Twilio" else "whatsapp_template"
	return [
		problem.at(f"{field}_{language}")
		for language, words in template.words.items()
		if getattr(words, field) and language in known
		for problem in compared(words.text, template.category, known[language], bool(words.link_button))
	]


def _of_language(template: Template, language: Language) -> Iterator[tuple[str, InvalidInput]]:
	words = template.words[language]
	for problem in whatsapp_problems(words.text):
		yield f"text_{language}", problem
	if words.whatsapp_template:
		for problem in name_problems(words.whatsapp_template):
			yield f"whatsapp_template_{language}", problem
	sms = text_for(template, language, "SMS").text
	field = f"sms_text_{language}"
	for problem in sms_problems(fill(sms, _examples(sms))):
		yield field, problem
	if "link" in places(words.text) and "link" not in places(sms):
		yield (
			field,
			InvalidInput(N_("The SMS has no {place}: without the link nobody can answer."), place="{link}"),
		)


def _examples(text: str) -> dict[str, str]:
	return {name: EXAMPLES.get(name, _OTHER_EXAMPLE) for name in places(text)}
