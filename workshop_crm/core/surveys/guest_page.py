"""Everything the template of the answer page shows, the same on both hosts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workshop_crm.core.common.digits import numbering_in_use
from workshop_crm.core.common.languages import DIRECTIONS, Language


@dataclass(frozen=True, slots=True)
class Shown:
	"""What a page has beside its form: what the guest typed, what is wrong, what comes after the answer.

	`problems` are by the id of a question, `problem` is about the whole, all of them in the page's language. `receipt` shows
	that this guest has just answered. `counts` is false where a member of the staff looks at the page, `has_script` where it is
	only looked at, beside the Survey form.
	"""

	typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
	problems: Mapping[str, str] = field(default_factory=dict)
	problem: str = ""
	is_prefilled: bool = False
	receipt: str = ""
	after: Mapping[str, Any] | None = None
	counts: bool = True
	has_script: bool = True
	csrf_token: str = ""


def page_values(
	form: Mapping[str, Any], language: Language, token: str, company: str, shown: Shown
) -> dict[str, Any]:
	"""The values of `templates/survey/page.html`; the host adds `_`, `version` and nothing else."""
	return {
		"form": form,
		"language": language,
		"direction": DIRECTIONS[language],
		"digits": numbering_in_use(),
		"token": token,
		"company": company,
		"shown": shown,
	}


def opened(invitation: Mapping[str, Any], now: datetime) -> dict[str, Any]:
	"""What changes in the invitation of an open survey that somebody looks at: the first time counts.

	The page's script tells it once it is drawn, or the first thing that is sent does. A program that fetches the page for the
	preview of a link runs no script, so it never counts.
	"""
	return {} if invitation["opened_on"] else {"opened_on": now}
