"""The name that an SMS comes from: its length, and the mark that some countries ask for on marketing."""

from __future__ import annotations

import re

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.messaging.countries import Category, CountryRule

MAX_SENDER_ID = 11
_ALPHANUMERIC = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9 _&+-]+")


def is_sender_id(sender: str) -> bool:
	"""Whether the sender is a name, not a number or the SID of a messaging service."""
	return bool(_ALPHANUMERIC.fullmatch(sender)) and len(sender) <= MAX_SENDER_ID


def sender_for(sender: str, category: Category, rule: CountryRule) -> str:
	"""The sender of one SMS: a name gets the country's mark on marketing, a number stays as it is.

	A name that has the mark already keeps it; without it the whole is cut to the eleven characters that there are.
	"""
	mark_before, mark_behind = rule.sender_prefix, rule.sender_suffix
	if category != "Marketing" or not is_sender_id(sender) or not (mark_before or mark_behind):
		return sender
	bare = sender.removeprefix(mark_before).removesuffix(mark_behind)
	room = MAX_SENDER_ID - len(mark_before) - len(mark_behind)
	return f"{mark_before}{bare[:room]}{mark_behind}"


def check_sender_id(sender: str) -> None:
	"""Raises InvalidInput for a name that no operator takes. Numbers and SIDs of messaging services are not looked at."""
	if sender.startswith(("+", "MG")) or sender.isdigit() or is_sender_id(sender):
		return
	raise InvalidInput(
		N_(
			"{sender} cannot be the sender of an SMS. Use 3 to 11 Latin letters and digits, or a number with its country code."
		),
		sender=sender[:60],
	)
