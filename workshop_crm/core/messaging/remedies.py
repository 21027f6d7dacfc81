"""What the error codes of the providers mean.

Sources: Meta's "WhatsApp error codes" and "Graph API error handling"; Twilio's "Error and Warning Dictionary" and its mapping of
WhatsApp's codes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from workshop_crm.core.messaging import troubles
from workshop_crm.core.messaging.troubles import Trouble

Provider = Literal["Twilio", "Meta"]


def _table(rows: Mapping[Trouble, str]) -> dict[str, Trouble]:
	return {code: trouble for trouble, codes in rows.items() for code in codes.split()}


_META = _table(
	{
		troubles.BUSY: "4 17 32 613 80007 130429 131056",
		troubles.OUT_OF_ORDER: "1 2 131000 131016 131057 133004",
		troubles.NO_WHATSAPP: "131021 131026",
		troubles.MARKETING_LIMIT: "130472 131049",
		troubles.WINDOW_CLOSED: "131047",
		troubles.STOPPED: "131050",
		troubles.LOGIN_REFUSED: "0 102 190 463 467",
		troubles.NO_PERMISSION: "3 10 200 131005",
		troubles.WRONG_NUMBER: "33",
		troubles.NOT_TO_THIS_COUNTRY: "130497",
		troubles.TRIAL_ACCOUNT: "131030",
		troubles.ACCOUNT_BLOCKED: "368 131031",
		troubles.PAYMENT: "131042",
		troubles.NUMBER_NOT_READY: "131037 131045 133000 133005 133006 133010 133015",
		troubles.BAD_QUALITY: "131048",
		troubles.NO_TEMPLATE: "132001",
		troubles.OTHER_PARAMETERS: "131008 131009 132000 132012 132018",
		troubles.TEMPLATE_PAUSED: "132015 132016",
		troubles.AGAINST_RULES: "132007",
		troubles.TOO_LONG: "132005",
		troubles.NOT_UNDERSTOOD: "100 131051 131052 131053 135000",
	}
)
_TWILIO = _table(
	{
		troubles.BUSY: "20429 21611 30001 30022 63018 63022",
		troubles.OUT_OF_ORDER: "20500 20503 30017 63010 63012 63023",
		troubles.DAILY_LIMIT: "30023 63038",
		troubles.UNREACHABLE: "30003 30004 30410 30036",
		troubles.NO_SUCH_NUMBER: "21211 21214 21217 21219 21265 21266 21614 21635 30005 30006",
		troubles.FILTERED: "30007 30450 30453",
		troubles.NO_WHATSAPP: "63003 63024",
		troubles.MARKETING_LIMIT: "63032 63049",
		troubles.NOT_DELIVERED: "30008 63005",
		troubles.WINDOW_CLOSED: "63016",
		troubles.STOPPED: "21610 63033 63050",
		troubles.LOGIN_REFUSED: "20003 20004 20403 63001",
		troubles.NO_PERMISSION: "20006",
		troubles.WRONG_NUMBER: "20404 21212 21601 21603 21606 21659 21660 21661 21703 21705 21910 63007",
		troubles.NOT_TO_THIS_COUNTRY: "21408 21612 30018 30024 30034",
		troubles.TRIAL_ACCOUNT: "20008 21608 30044 63015",
		troubles.ACCOUNT_BLOCKED: "20005 30002 63002 63020 63051",
		troubles.PAYMENT: "30010",
		troubles.NO_TEMPLATE: "21655 63027 63040",
		troubles.OTHER_PARAMETERS: "21654 21656 63028 63021",
		troubles.TEMPLATE_PAUSED: "63041 63042",
		troubles.AGAINST_RULES: "63013",
		troubles.TOO_LONG: "21617 63031",
		troubles.WRONG_CALLBACK: "21609",
		troubles.NOT_UNDERSTOOD: "21602 21604 21619 63019 63029 63030 63035",
	}
)
TROUBLES: Mapping[Provider, Mapping[str, Trouble]] = {"Meta": _META, "Twilio": _TWILIO}

TOO_MANY_REQUESTS = 429


def trouble_of_answer(provider: Provider, code: str, status: int) -> Trouble:
	"""What an answer means that refuses a message, by the provider's code, else by the HTTP status."""
	if known := TROUBLES[provider].get(code):
		return known
	if status == TOO_MANY_REQUESTS:
		return troubles.BUSY
	if status >= 500:
		return troubles.OUT_OF_ORDER
	if status == 401:
		return troubles.LOGIN_REFUSED
	return troubles.NO_PERMISSION if status == 403 else troubles.NOT_UNDERSTOOD


def trouble_of_report(provider: Provider, code: str) -> Trouble:
	"""What a report means that a message was not delivered. What nobody knows has another channel as its remedy."""
	return TROUBLES[provider].get(code, troubles.NOT_DELIVERED)
