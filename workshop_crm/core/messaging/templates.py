"""Message templates: a text in both languages with named places, and what a message says once they are filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, cast

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.common.errors import N_, InvalidInput, about
from workshop_crm.core.common.languages import LANGUAGES, Language
from workshop_crm.core.common.placeholders import fill
from workshop_crm.core.messaging.countries import Category
from workshop_crm.core.messaging.place_values import place_value
from workshop_crm.core.messaging.provider_templates import parameters as positional
from workshop_crm.core.messaging.provider_templates import places
from workshop_crm.core.messaging.reports import Approval
from workshop_crm.core.messaging.sender import ProviderTemplate
from workshop_crm.core.messaging.template_buttons import (
	check_label,
	check_same,
	link_suffix,
	reply_buttons,
	with_link,
)

Purpose = Literal[
	"Survey Invitation",
	"Survey Reminder",
	"Survey Thanks",
	"Points Statement",
	"Points Expiring",
	"Tier Reached",
	"Service Reminder",
	"Invoice",
	"Opt-out Confirmation",
	"Other",
]

# Messages about points, whose link opens the customer's own page of them.
ABOUT_POINTS: tuple[Purpose, ...] = ("Points Statement", "Points Expiring", "Tier Reached")
PURPOSES_WITH_LINK: tuple[Purpose, ...] = (
	"Survey Invitation",
	"Survey Reminder",
	*ABOUT_POINTS,
	"Invoice",
	"Other",
)
NOT_SUBMITTED: Approval = "Not submitted"
REJECTED: Approval = "Rejected"
# What a text may name; `link` is filled in when the message leaves.
PLACES = (
	"customer", "company", "link", "vehicle", "service", "points", "balance", "worth", "expiring", "tier", "date", "days",
	"invoice", "amount",
)  # fmt: skip
# What stands in a place of which a message knows nothing.
STAND_INS: dict[Language, dict[str, str]] = {
	"en": {"customer": "dear customer", "vehicle": "your car", "service": "the service"},
	"ar": {"customer": "عميلنا العزيز", "vehicle": "سيارتك", "service": "الخدمة"},
}
UNKNOWN_PLACE = N_(
	"The message template names something that is not known for this message. Correct its text."
)
NO_TEMPLATE = N_("The message template is turned off or was deleted.")
_LINK_PLACE = "link"
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Words:
	"""What a template says in one language, and what it is called at the providers."""

	text: str
	subject: str = ""
	sms_text: str = ""
	whatsapp_template: str = ""
	whatsapp_language: str = ""
	content_sid: str = ""
	link_button: str = ""
	reply_buttons: str = ""
	approval: Approval = NOT_SUBMITTED


@dataclass(frozen=True, slots=True)
class Template:
	"""A Message Template."""

	name: str
	purpose: Purpose
	category: Category
	words: Mapping[Language, Words]
	enabled: bool = True


class Text(NamedTuple):
	"""What one message says; only e-mail uses `subject`."""

	text: str
	subject: str = ""


def template_of(record: Mapping[str, Any]) -> Template:
	"""A Message Template from its fields."""
	return Template(
		name=record["template_name"],
		purpose=cast(Purpose, record["purpose"]),
		category=cast(Category, record["category"]),
		words={language: _words(record, language) for language in LANGUAGES},
		enabled=bool(record["enabled"]),
	)


def template_record(template: Template) -> dict[str, Any]:
	"""The fields of a Message Template."""
	fields = {
		f"{name}_{language}": getattr(words, name)
		for language, words in template.words.items()
		for name in Words.__dataclass_fields__
	}
	return {
		"template_name": template.name,
		"purpose": template.purpose,
		"category": template.category,
		"enabled": int(template.enabled),
		**fields,
	}


def text_for(template: Template, language: Language, channel: Channel) -> Text:
	"""The words of a template on a channel, with their places."""
	words = template.words[language]
	text = words.sms_text or words.text if channel == "SMS" else words.text
	return Text(with_link(text, words.link_button), words.subject)


def filled(template: Template, language: Language, channel: Channel, parameters: Mapping[str, str]) -> Text:
	"""What a message says, as it is stored: `{link}` stays in its place until the message leaves.

	Raises InvalidInput for a place of which nothing is known.
	"""
	words = text_for(template, language, channel)
	values = values_in(words, language, parameters)
	if any(name not in values and name != _LINK_PLACE for name in _all(words)):
		raise InvalidInput(UNKNOWN_PLACE)
	return Text(fill(words.text, values), fill(words.subject, values))


def values_in(words: Text, language: Language, parameters: Mapping[str, str]) -> dict[str, str]:
	"""What fills the places of a text, without its links: the parameters, and something fitting where they are empty."""
	known = {name: place_value(value) for name, value in parameters.items() if value and name != _LINK_PLACE}
	wanted = set(_all(words))
	filling = {**STAND_INS[language], **{name: value for name, value in known.items() if value}}
	return {name: value for name, value in filling.items() if name in wanted}


def approved_template(
	template: Template, language: Language, provider: str, values: Mapping[str, str]
) -> ProviderTemplate | None:
	"""The template as its provider has approved it, with its places filled in; None where it is not known there.

	`values` has the link, too. What was not asked for its approval yet is tried: the provider says if it is not approved.
	"""
	words = template.words[language]
	name = words.content_sid if provider == "Twilio" else words.whatsapp_template
	if not name or words.approval == REJECTED:
		return None
	link = values.get("link", "")
	known = {**values_in(Text(words.text), language, values), "link": link}
	return ProviderTemplate(
		name,
		words.whatsapp_language or language,
		positional(words.text, known),
		button=link_suffix(link) if words.link_button else None,
		replies=tuple(button.payload for button in reply_buttons(words.reply_buttons)),
	)


def check_template(template: Template, languages: Sequence[Language] = LANGUAGES) -> None:
	"""Raises InvalidInput for a text that could not be sent."""
	for language in languages:
		words = template.words[language]
		for name in ("text", "sms_text", "subject"):
			with about(f"{name}_{language}"):
				_check_places(getattr(words, name))
		with about(f"text_{language}"):
			if not words.text.strip():
				raise InvalidInput(N_("Write the text in both languages."))
		_check_buttons(template, language)


def named_places(template: Template) -> set[str]:
	"""The places that a template names anywhere, the link of its button among them."""
	named = {
		place
		for words in template.words.values()
		for text in (words.text, words.sms_text, words.subject)
		for place in places(text)
	}
	has_button = any(words.link_button for words in template.words.values())
	return named | ({_LINK_PLACE} if has_button else set())


def _check_buttons(template: Template, language: Language) -> None:
	words, other = template.words[language], template.words["ar" if language == "en" else "en"]
	with about(f"link_button_{language}"):
		check_label(words.link_button)
		if words.link_button and template.purpose not in PURPOSES_WITH_LINK:
			raise InvalidInput(
				N_(
					"Only messages about a survey, points or an invoice have a link. Take the link button out."
				)
			)
		if bool(words.link_button) != bool(other.link_button):
			raise InvalidInput(N_("Write the text of the link button in both languages."))
	with about(f"reply_buttons_{language}"):
		reply_buttons(words.reply_buttons)
		check_same(words.reply_buttons, other.reply_buttons)


def _check_places(text: str) -> None:
	for place in places(text):
		if place not in PLACES:
			raise InvalidInput(
				N_("{place} is not a placeholder that can be filled in. Use one of these: {places}"),
				place="{" + place + "}",
				places=tuple("{" + name + "}" for name in PLACES),
			)
	if "{" in (rest := _PLACE.sub("", text)) or "}" in rest:
		raise InvalidInput(
			N_("A brace is left over. Placeholders are written as {place}."), place="{customer}"
		)


def _all(words: Text) -> Iterator[str]:
	return iter(_PLACE.findall(f"{words.text} {words.subject}"))


def _words(record: Mapping[str, Any], language: Language) -> Words:
	values: dict[str, Any] = {
		name: record.get(f"{name}_{language}") or "" for name in Words.__dataclass_fields__
	}
	return Words(**{**values, "approval": values["approval"] or NOT_SUBMITTED})
