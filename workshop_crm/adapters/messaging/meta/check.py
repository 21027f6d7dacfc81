"""What is wrong with the settings of Meta, asked of Meta itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from workshop_crm.adapters.messaging.meta.client import Json, MetaCalls
from workshop_crm.adapters.messaging.meta.settings import MetaSettings
from workshop_crm.core.common.errors import N_, InvalidInput, WorkshopError
from workshop_crm.core.messaging import troubles
from workshop_crm.core.messaging.provider_templates import TemplateAtProvider
from workshop_crm.core.messaging.reports import Approval
from workshop_crm.core.messaging.sender import SendingFailed

NUMBER_FIELDS = "display_phone_number,verified_name,quality_rating,code_verification_status,status"
_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_NO_SUCH_NODE = ("33", "100")
APPROVALS: dict[str, Approval] = {
	"APPROVED": "Approved",
	"REINSTATED": "Approved",
	"UNARCHIVED": "Approved",
	"PENDING": "Pending",
	"IN_APPEAL": "Pending",
	"REJECTED": "Rejected",
	"PAUSED": "Rejected",
	"DISABLED": "Rejected",
	"FLAGGED": "Rejected",
	"LOCKED": "Rejected",
	"LIMIT_EXCEEDED": "Rejected",
	"ARCHIVED": "Rejected",
	"DELETED": "Not submitted",
	"PENDING_DELETION": "Not submitted",
}


class MetaCheck:
	"""The number, the account's webhooks and its templates, as Meta sees them."""

	def __init__(self, settings: MetaSettings) -> None:
		self._settings = settings
		self._calls = MetaCalls(settings)

	def check(self) -> list[WorkshopError]:
		"""What keeps messages from being sent; empty when nothing does. Never raises."""
		try:
			return list(self._problems())
		except SendingFailed as failure:
			wrong_node = failure.code in _NO_SUCH_NODE
			return [InvalidInput(troubles.WRONG_NUMBER.reason if wrong_node else failure.reason)]

	def template(self, name: str, language: str) -> TemplateAtProvider | None:
		"""A template of the account, None where there is none of that name and language. Raises SendingFailed."""
		answer = self._calls.get(self._settings.business_account_id, "message_templates", name=name)
		for one in _rows(answer):
			if one.get("name") == name and one.get("language") == language:
				return _template(one)
		return None

	def _problems(self) -> Iterator[WorkshopError]:
		number = self._calls.get(self._settings.phone_number_id, fields=NUMBER_FIELDS)
		if number.get("quality_rating") == "RED":
			yield InvalidInput(troubles.BAD_QUALITY.reason)
		if number.get("code_verification_status") not in (None, "VERIFIED") or number.get("status") in (
			"PENDING",
			"DELETED",
			"MIGRATED",
			"UNVERIFIED",
		):
			yield InvalidInput(troubles.NUMBER_NOT_READY.reason)
		if not self._settings.business_account_id:
			yield InvalidInput(
				N_("Enter the ID of the WhatsApp Business Account: without it templates cannot be compared.")
			)
		elif not _rows(self._calls.get(self._settings.business_account_id, "subscribed_apps")):
			yield InvalidInput(
				N_(
					"The account sends no reports to this site. Subscribe to its webhooks in the app at Meta, under WhatsApp, Configuration."
				)
			)


def _rows(answer: Json) -> list[Json]:
	rows = answer.get("data")
	return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _template(row: Json) -> TemplateAtProvider:
	components = [one for one in row.get("components") or [] if isinstance(one, dict)]
	body = next(
		(str(one.get("text", "")) for one in components if str(one.get("type")).upper() == "BODY"), ""
	)
	buttons: list[Any] = [button for one in components for button in one.get("buttons") or []]
	return TemplateAtProvider(
		name=str(row["name"]),
		language=str(row["language"]),
		approval=APPROVALS.get(str(row.get("status", "")).upper(), "Pending"),
		places=len(set(_VARIABLE.findall(body))),
		category=str(row.get("category") or ""),
		has_link_button=any(isinstance(one, dict) and "{{" in str(one.get("url", "")) for one in buttons),
		reason=str(row.get("rejected_reason") or ""),
	)
