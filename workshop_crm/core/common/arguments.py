"""Fits a request's values to the parameters of an endpoint, and says clearly where they do not fit."""

from __future__ import annotations

import inspect
import re
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from workshop_crm.core.common.bounds import MAX_INTEGER, MIN_INTEGER, bounded, parsed, shown_name
from workshop_crm.core.common.errors import N_, InvalidInput

# What a form or a proxy may add to the arguments: no parameter of an endpoint begins so.
ADDED_BY_CLIENTS = ("_", "cmd", "csrf_token")

MUST_BE = {
	str: N_("{argument} must be text."),
	int: N_("{argument} must be a whole number."),
	float: N_("{argument} must be a number."),
	bool: N_("{argument} must be true or false."),
	dict: N_("{argument} must be a set of named values."),
	list: N_("{argument} must be a list."),
}
TRUTH = {"1": True, "true": True, "0": False, "false": False}

Parameters = Mapping[str, inspect.Parameter]


@cache
def parameters(function: Callable[..., Any]) -> Parameters:
	"""A function's parameters with their types resolved."""
	hints = typing.get_type_hints(function)
	signature = inspect.signature(function).parameters.values()
	return {item.name: item.replace(annotation=hints[item.name]) for item in signature}


def fit(known: Parameters, given: Mapping[str, object]) -> dict[str, object]:
	"""The keyword arguments for an endpoint; raises InvalidInput that names the argument at fault."""
	values = {name: value for name, value in given.items() if not name.startswith(ADDED_BY_CLIENTS)}
	for name in values.keys() - known.keys():
		raise InvalidInput(N_("{argument} is not known here. Leave it out."), argument=shown_name(name))
	for name, parameter in known.items():
		if name not in values and parameter.default is parameter.empty:
			raise InvalidInput(N_("{argument} is missing."), argument=name).at(name)
	return {name: _converted(name, value, known[name].annotation) for name, value in values.items()}


def whole_numbers(name: str, values: Sequence[object]) -> list[int]:
	"""Ids of records that are numbered, given as numbers or as text; raises InvalidInput for anything else."""
	if not all(re.fullmatch(r"[0-9]{1,18}", str(value)) for value in values):
		raise InvalidInput(N_("{argument} must be a list of whole numbers."), argument=name).at(name)
	return [int(str(value)) for value in values]


def _converted(name: str, value: object, annotation: object) -> object:
	kinds, optional = _kinds(annotation)
	if optional and (value is None or (value == "" and str not in kinds)):
		return None
	if isinstance(value, str) and kinds[0] is not str:
		value = _from_text(name, value, kinds)
	value = _cast(value, kinds[0])
	if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
		raise InvalidInput(MUST_BE[kinds[0]], argument=name).at(name)
	return bounded(name, value)


def _cast(value: object, kind: type) -> object:
	"""A number as the kind of number that is asked for, where nothing is lost; 0 and 1 are also truths."""
	if isinstance(value, bool):
		return value
	if kind is float and isinstance(value, int) and MIN_INTEGER <= value <= MAX_INTEGER:
		return float(value)
	if kind is int and isinstance(value, float) and value.is_integer():
		return int(value)
	if kind is bool and value in (0, 1):
		return bool(value)
	return value


def _kinds(annotation: object) -> tuple[tuple[type, ...], bool]:
	"""`int | None` -> ((int,), True); `list[dict] | str` -> ((list, str), False)."""
	if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
		parts = typing.get_args(annotation)
		kinds = [_kinds(part)[0][0] for part in parts if part is not type(None)]
		return tuple(kinds), len(kinds) < len(parts)
	origin = typing.get_origin(annotation) or annotation
	if origin not in MUST_BE:
		raise TypeError(f"an endpoint cannot take {annotation}")
	return (typing.cast(type, origin),), False


def _from_text(name: str, text: str, kinds: tuple[type, ...]) -> object:
	"""A query string and a form carry everything as text, lists and sets of values as JSON."""
	if kinds[0] is bool:
		return TRUTH.get(text.lower(), text)
	try:
		value = parsed(name, text)
	except ValueError:
		return text
	return text if str in kinds and not isinstance(value, kinds) else value
