"""A test message, and what the provider says about the settings and the templates: for whoever sets messaging up."""

from __future__ import annotations

from typing import Any

import frappe

from workshop_crm.adapters.messaging.meta.check import MetaCheck
from workshop_crm.adapters.messaging.twilio.check import TwilioCheck
from workshop_crm.core.common.channels import Channel
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.languages import LANGUAGES, Language, language_of
from workshop_crm.core.common.placeholders import fill
from workshop_crm.core.messaging.going import OPTED_OUT
from workshop_crm.core.messaging.opt_outs import is_opted_out
from workshop_crm.core.messaging.provider_templates import TemplateAtProvider, compared
from workshop_crm.core.messaging.sender import Outgoing, SendingFailed
from workshop_crm.core.messaging.template_preview import LINK, SAMPLES, preview
from workshop_crm.core.messaging.templates import Template, approved_template, template_of, text_for
from workshop_crm.core.messaging.trial import read_trial
from workshop_crm.services.messaging import consents, providers, rules
from workshop_crm.services.messaging.senders import NO_PROVIDER, check_of, sender_by
from workshop_crm.services.messaging.templates import TEMPLATE, read_template
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import require_manager, require_record
from workshop_crm.services.platform.session import language
from workshop_crm.services.platform.words import _

TEST_TEXT = N_("This is a test message from {company}.")
Answer = dict[str, Any]


def send_test(channel: str, address: str, template: str | None = None) -> Answer:
	"""Send one message now, by the saved settings. Returns ok, and the sentences that say what is wrong."""
	require_manager()
	chosen, to = read_trial(channel, address, settings.region())
	by = rules.provider(chosen)
	if by == rules.OUTBOX_ONLY:
		return _told(False, [_(NO_PROVIDER)])
	if is_opted_out(consents.events_of([to]), to, chosen):
		return _told(False, [_(OPTED_OUT)])
	check = check_of(by, chosen)
	problems = check.check() if check else []
	if problems:
		return _told(False, [problem.text(_) for problem in problems])
	try:
		sender_by(by, chosen).send(_outgoing(chosen, to, by, template))
	except SendingFailed as failure:
		return _told(False, [_(failure.reason), *([failure.code] if failure.code else [])])
	return _told(True, [_("The provider has taken the message. It should arrive within a minute.")])


def preview_template(values: dict[str, Any]) -> dict[str, Any]:
	"""How a template of the form reads, and what speaks against it."""
	require_manager()
	return preview(_given(values), _)


def fetch_approval(template: str) -> dict[str, list[str]]:
	"""Ask the provider of WhatsApp about a template, and keep its approval. Returns what keeps each language from being sent."""
	require_manager()
	require_record(TEMPLATE, template, "write")
	known = read_template(template)
	check = check_of(rules.provider("WhatsApp"), "WhatsApp")
	if known is None or check is None:
		raise InvalidInput(NO_PROVIDER)
	found: dict[str, list[str]] = {}
	for spoken in LANGUAGES:
		try:
			at_provider = _at_provider(known, spoken, check)
		except SendingFailed as failure:
			found[spoken] = [_(failure.reason)]
			continue
		approval = at_provider.approval if at_provider else "Not submitted"
		frappe.db.set_value(TEMPLATE, template, f"approval_{spoken}", approval)
		words = known.words[spoken]
		problems = compared(words.text, known.category, at_provider, bool(words.link_button))
		found[spoken] = [problem.text(_) for problem in problems]
	frappe.clear_document_cache(TEMPLATE, template)
	return found


def webhook_addresses() -> dict[str, str]:
	"""What is to be entered at the providers."""
	require_manager()
	return {provider: providers.webhook_address(provider) for provider in (rules.TWILIO, rules.META)}


def _at_provider(
	template: Template, spoken: Language, check: TwilioCheck | MetaCheck
) -> TemplateAtProvider | None:
	words = template.words[spoken]
	if isinstance(check, TwilioCheck):
		return check.template(words.content_sid) if words.content_sid else None
	if not words.whatsapp_template:
		return None
	return check.template(words.whatsapp_template, words.whatsapp_language or spoken)


def _outgoing(channel: Channel, to: str, by: str, template: str | None) -> Outgoing:
	spoken: Language = language_of("Arabic" if language() == "ar" else "English")
	known = read_template(template) if template else None
	text = fill(_(TEST_TEXT), {"company": settings.company_name(spoken)})
	if known:
		text = fill(text_for(known, spoken, channel).text, SAMPLES[spoken])
	at_provider = approved_template(known, spoken, by, {**SAMPLES[spoken], "link": LINK}) if known else None
	return Outgoing(
		key=f"test-{frappe.generate_hash(length=12)}",
		channel=channel,
		to=to,
		language=spoken,
		text=text,
		subject=_("Test message"),
		template=at_provider if channel == "WhatsApp" else None,
	)


def _given(values: dict[str, Any]) -> Template:
	texts = {name: value for name, value in values.items() if isinstance(value, str)}
	given = {"template_name": "", "purpose": "Other", "category": "Marketing", "enabled": 1, **texts}
	return template_of(given)


def _told(ok: bool, sentences: list[str]) -> Answer:
	return {"ok": ok, "sentences": sentences}
