"""The rows of messages of a survey as the form has them, checked with their templates."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import escape_html

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.languages import LANGUAGES
from workshop_crm.core.messaging.templates import text_for
from workshop_crm.core.surveys.cadence_check import Row, check_row
from workshop_crm.services.messaging.templates import read_template
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.errors import message
from workshop_crm.services.platform.words import _


def check(survey: Document) -> None:
	"""Refuse rows whose message nobody could answer, or that never go; the message names the row."""
	valid_days = settings.survey_settings().valid_days
	stored = [row for row in survey.cadence if row.enabled]
	rows = [_row(row) for row in stored]
	for place, row in enumerate(stored):
		try:
			check_row(rows, place, valid_days)
		except InvalidInput as error:
			where = _("Row {0} of {1}").format(row.idx, _("Messages Until Answered"))
			frappe.throw(f"{escape_html(where)}: {message(error)}")


def _row(row: Document) -> Row:
	template = read_template(row.template)
	if template is None:
		return Row(row.delay_minutes or 0, row.template or "", "", has_link=False, is_template_on=False)
	channels: tuple[Channel, ...] = ("WhatsApp", "SMS")
	texts = [text_for(template, language, channel).text for language in LANGUAGES for channel in channels]
	return Row(
		delay_minutes=row.delay_minutes or 0,
		template=template.name,
		purpose=template.purpose,
		has_link=all("{link}" in text for text in texts),
		is_template_on=template.enabled,
	)
