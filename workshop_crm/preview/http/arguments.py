"""Fits a request's values to the parameters of an endpoint, and says clearly where they do not fit."""

from __future__ import annotations

import inspect
import json
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from workshop_crm.core.errors import N_, InvalidInput

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


@cache
def parameters(function: Callable[..., Any]) -> dict[str, inspect.Parameter]:
	"""An endpoint's parameters with their types resolved, without the call itself."""
	hints = typing.get_type_hints(function)
	signature = list(inspect.signature(function).parameters.values())[1:]
	return {item.name: item.replace(annotation=hints[item.name]) for item in signature}


def fit(function: Callable[..., Any], given: Mapping[str, object]) -> dict[str, object]:
	"""The keyword arguments for an endpoint; raises InvalidInput that names the argument at fault."""
	known = parameters(function)
	values = {name: value for name, value in given.items() if not name.startswith(ADDED_BY_CLIENTS)}
	for name in values.keys() - known.keys():
		raise InvalidInput(N_("{argument} is not known here. Leave it out."), argument=name)
	for name, parameter in known.items():
		if name not in values and parameter.default is parameter.empty:
			raise InvalidInput(N_("{argument} is missing."), argument=name)
	return {name: _converted(name, value, known[name].annotation) for name, value in values.items()}


def _converted(name: str, value: object, annotation: object) -> object:
	kind, optional = _kind(annotation)
	if optional and (value is None or (value == "" and kind is not str)):
		return None
	if isinstance(value, str) and kind is not str:
		value = _from_text(value, kind)
	if kind is float and isinstance(value, int) and not isinstance(value, bool):
		value = float(value)
	if kind is int and isinstance(value, float) and value.is_integer():
		value = int(value)
	if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
		raise InvalidInput(MUST_BE[kind], argument=name)
	return value


def _kind(annotation: object) -> tuple[type, bool]:
	"""`int | None` -> (int, True); `list[dict]` -> (list, False)."""
	if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
		kinds = [part for part in typing.get_args(annotation) if part is not type(None)]
		return _kind(kinds[0])[0], True
	origin = typing.get_origin(annotation) or annotation
	if origin not in MUST_BE:
		raise TypeError(f"an endpoint cannot take {annotation}")
	return typing.cast(type, origin), False


def _from_text(text: str, kind: type) -> object:
	"""A query string and a form carry everything as text, lists and sets of values as JSON."""
	if kind is bool:
		return TRUTH.get(text.lower(), text)
	try:
		return json.loads(text)
	except ValueError:
		return text
