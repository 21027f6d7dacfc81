"""What speaks against a template is said beside the field that it is about."""

from dataclasses import replace

import pytest

from workshop_crm.core.messaging.default_templates import DEFAULT_TEMPLATES, SURVEY_INVITATION
from workshop_crm.core.messaging.provider_templates import TemplateAtProvider
from workshop_crm.core.messaging.template_review import review, review_at_provider

NAMED = {
	language: replace(words, whatsapp_template="survey", content_sid="HX1")
	for language, words in SURVEY_INVITATION.words.items()
}
TEMPLATE = replace(SURVEY_INVITATION, words=NAMED)
APPROVED = TemplateAtProvider("survey", "en", "Approved", 3, "MARKETING")


def with_words(**changes):
	return replace(TEMPLATE, words={**NAMED, "en": replace(NAMED["en"], **changes)})


@pytest.mark.parametrize("template", DEFAULT_TEMPLATES, ids=lambda template: template.name)
def test_nothing_speaks_against_the_apps_own_templates(template):
	assert review(template) == []


@pytest.mark.parametrize(
	("changes", "field", "said"),
	[
		({"text": "{customer}, how was it? {link}."}, "text_en", "begins or ends"),
		({"text": "x" * 1100}, "text_en", "1100 characters"),
		({"whatsapp_template": "Survey invitation"}, "whatsapp_template_en", "small Latin letters"),
		({"sms_text": "How was it? Come and tell us."}, "sms_text_en", "has no {link}"),
		({"sms_text": "{link} " + "ش" * 300}, "sms_text_en", "parts"),
	],
)
def test_a_problem_belongs_to_its_field(changes, field, said):
	problems = [one for one in review(with_words(**changes)) if one.field == field]
	assert [said in str(one) for one in problems] == [True]


def test_the_providers_templates_are_compared_language_by_language():
	known = {"en": replace(APPROVED, places=2), "ar": None}
	fields = {one.field: str(one) for one in review_at_provider(TEMPLATE, "Meta", known)}
	assert "the template at the provider 2" in fields["whatsapp_template_en"]
	assert "no template of this name" in fields["whatsapp_template_ar"]
	assert review_at_provider(TEMPLATE, "Twilio", {"en": APPROVED, "ar": APPROVED}) == []
	assert review_at_provider(with_words(content_sid=""), "Twilio", {"en": None, "ar": APPROVED}) == []
	assert review_at_provider(TEMPLATE, "Meta", {}) == []
