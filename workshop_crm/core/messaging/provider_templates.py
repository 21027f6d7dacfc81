"""A template's text as the providers of WhatsApp want it, and what they would refuse about it.

Named places become {{1}}, {{2}}, ... in the order in which they first appear. Source of the limits: Meta, "Message templates" and
"Components"; Twilio passes the same templates on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.messaging.reports import Approval
from workshop_crm.core.messaging.segments import sms_segments

MAX_BODY = 1024
MAX_TEMPLATE_NAME = 512
MAX_SMS = 1600
"""Characters that Twilio takes in one SMS, however many parts it is sent in."""
NOTHING = "-"
"""What is sent for a place without a value: providers refuse an empty one."""

_PLACE = re.compile(r"\{(\w+)\}")
_TEMPLATE_NAME = re.compile(r"[a-z0-9_]+")
_PARTS_OF_SMS_WORTH_SAYING = 4


@dataclass(frozen=True, slots=True)
class TemplateAtProvider:
	"""A template as its provider has it: how many places its body has, and the category that was given to it."""

	name: str
	language: str
	approval: Approval
	places: int
	category: str = ""
	has_link_button: bool = False
	reason: str = ""


def places(text: str) -> tuple[str, ...]:
	"""The names of a text's places in the order in which they first appear, each once."""
	return tuple(dict.fromkeys(_PLACE.findall(text)))


def provider_text(text: str) -> str:
	"""The text to submit for approval."""
	number = {name: index for index, name in enumerate(places(text), 1)}
	return _PLACE.sub(lambda match: f"{{{{{number[match[1]]}}}}}", text)


def parameters(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
	"""The values of a text's places in their order, as providers take them: one line each, and none empty."""
	return tuple(" ".join(values.get(name, "").split()) or NOTHING for name in places(text))


def whatsapp_problems(text: str) -> list[InvalidInput]:
	"""What WhatsApp would refuse about a text when it is submitted."""
	return [InvalidInput(template, **values) for template, values in _whatsapp_problems(text)]


def sms_problems(text: str) -> list[InvalidInput]:
	"""What speaks against a text as an SMS; `text` has examples in its places."""
	if len(text) > MAX_SMS:
		return [
			InvalidInput(
				N_("The SMS has {count} characters. Providers take at most {most}: shorten it."),
				count=len(text),
				most=MAX_SMS,
			)
		]
	parts = sms_segments(text)
	if parts < _PARTS_OF_SMS_WORTH_SAYING:
		return []
	return [
		InvalidInput(
			N_("The SMS is sent and charged as {count} parts. A shorter text costs less."), count=parts
		)
	]


def name_problems(name: str) -> list[InvalidInput]:
	"""What is wrong with the name of a template at Meta."""
	if _TEMPLATE_NAME.fullmatch(name) and len(name) <= MAX_TEMPLATE_NAME:
		return []
	return [
		InvalidInput(
			N_(
				"{name} cannot be the name of a WhatsApp template. Use small Latin letters, digits and underscores."
			),
			name=name[:60],
		)
	]


def compared(
	text: str, category: str, known: TemplateAtProvider | None, has_link_button: bool = False
) -> list[InvalidInput]:
	"""What keeps a text from being sent by the template that the provider has, None where it has none of that name and language."""
	if known is None:
		return [
			InvalidInput(
				N_("The provider has no template of this name in this language. Compare both, or submit it.")
			)
		]
	return [
		InvalidInput(template, **values)
		for template, values in _differences(text, category, known, has_link_button)
	]


def _whatsapp_problems(text: str) -> Iterator[tuple[str, dict[str, object]]]:
	body = provider_text(text).strip()
	if not body:
		yield N_("The text is empty. Write what the customer is to read."), {}
	if len(body) > MAX_BODY:
		yield (
			N_("The text has {count} characters. WhatsApp takes at most {most}: shorten it."),
			{"count": len(body), "most": MAX_BODY},
		)
	if body.startswith("{{") or body.endswith("}}"):
		yield (
			N_(
				"WhatsApp does not accept a text that begins or ends with a placeholder. Add a word, or a full stop, there."
			),
			{},
		)
	if re.search(r"\}\}\s*\{\{", body):
		yield (
			N_("WhatsApp does not accept two placeholders without a word between them. Add a word there."),
			{},
		)
	if re.search(r"\n\s*\n\s*\n", body) or re.search(r" {5}|\t", body):
		yield (
			N_(
				"WhatsApp does not accept two empty lines together, tabs, or more than four spaces in a row. Remove them."
			),
			{},
		)


def _differences(
	text: str, category: str, known: TemplateAtProvider, has_link_button: bool
) -> Iterator[tuple[str, dict[str, object]]]:
	if known.approval == "Rejected":
		yield (
			N_("The provider has refused the template: {reason}. Change the text and submit it again."),
			{"reason": known.reason or NOTHING},
		)
	elif known.approval != "Approved":
		yield N_("The template is not approved yet. It usually takes some minutes, at most two days."), {}
	count = len(places(text))
	if count != known.places:
		yield (
			N_("The text has {count} placeholders, the template at the provider {known}. Make both agree."),
			{"count": count, "known": known.places},
		)
	if known.has_link_button and not has_link_button:
		yield N_("The template at the provider has a link button. Write its text here, too."), {}
	elif has_link_button and not known.has_link_button:
		yield (
			N_(
				"The template at the provider has no button whose address ends with a placeholder. Add it there."
			),
			{},
		)
	if known.category and known.category.casefold() != category.casefold():
		yield (
			N_(
				"The provider counts the template as {known}, not as {category}: the price and the hours are those of {known}."
			),
			{"known": known.category.capitalize(), "category": category},
		)
