"""The answers behind the figures: each with every question's answer."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal, get_args

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.surveys.response import response_view

Only = Literal["", "low", "comment"]
"""All answers, those that met a follow-up rule, or those with words."""
CHOICES: tuple[Only, ...] = get_args(Only)


def read_only(value: str) -> Only:
	"""Raises InvalidInput for what is no choice of the list."""
	for known in CHOICES:
		if value == known:
			return known
	raise InvalidInput(N_("There is no list of answers {value}."), value=value)


def answer_view(
	response: Mapping[str, Any], answers: Iterable[Mapping[str, Any]], language: str
) -> dict[str, Any]:
	"""A row of the list for a reader of `language`. `answers` are the rows of the response, in order."""
	return {
		**response_view(response, language),
		"survey": response["survey"],
		"language": response["language"],
		"channel": response["channel"] or None,
		"technician": response["technician"] or None,
		"adviser": response["adviser"] or None,
		"branch": response["branch"] or None,
		"answers": [
			{"question": row["question"], "kind": row["kind"], "value": _value(row)} for row in answers
		],
	}


def _value(row: Mapping[str, Any]) -> Any:
	"""As it was given: a number, true or false, a text, or a list of choices."""
	text = row["value"] or ""
	if row["kind"] == "text":
		return text
	try:
		return json.loads(text)
	except ValueError:
		return text
