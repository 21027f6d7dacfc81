"""Fits a request's values to the parameters of an endpoint, and says clearly where they do not fit."""

from __future__ import annotations

import inspect
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from workshop_crm.core.common.bounds import bounded, parsed, shown_name
from workshop_crm.core.common.errors import N_, InvalidInput

# What a form or a proxy may add to the arguments: no parameter of an endpoint begins so.
ADDED_BY_CLIENTS = ("_", "cmd", "csrf_token")

NOT_JSON = N_("The request is not the JSON of a set of named values.")
MUST_BE = {
	str: N_("{argument} must be text."),
	int: N_("{argument} must be a whole number."),
	float: N_("{argument} must be a number."),
	bool: N_("{argument} must be true or false."),
	dict: N_("{argument} must be a set of named values."),
	list: N_("{argument} must be a list."),
}

UNIONS = (typing.Union, types.UnionType)

Parameters = Mapping[str, inspect.Parameter]


@cache
def parameters(function: Callable[..., Any]) -> Parameters:
	"""The parameters of a function, or the fields of a dataclass, with their types resolved."""
	hints = typing.get_type_hints(function)
	signature = inspect.signature(function).parameters.values()
	return {item.name: item.replace(annotation=hints[item.name]) for item in signature}


def fit(known: Parameters, given: Mapping[str, object]) -> dict[str, object]:
	"""The keyword arguments for an endpoint; raises InvalidInput that names the argument at fault.

	A parameter whose type is a dataclass is a group of arguments: they are given each by its own name, and the endpoint gets
	them together.
	"""
	values = {name: value for name, value in given.items() if not name.startswith(ADDED_BY_CLIENTS)}
	single = dict(_ungrouped(known))
	for name in values.keys() - single.keys():
		raise InvalidInput(N_("{argument} is not known here. Leave it out."), argument=shown_name(name))
	for name, parameter in single.items():
		if name not in values and parameter.default is parameter.empty:
			raise InvalidInput(N_("{argument} is missing."), argument=name).at(name)
	fitted = {name: _converted(name, value, single[name].annotation) for name, value in values.items()}
	return _grouped(known, fitted)


def whole_numbers(name: str, values: Sequence[object]) -> list[int]:
	"""Ids of records that are numbered, given as numbers or as text; raises InvalidInput for anything else."""
	if not all(re.fullmatch(r"[0-9]{1,18}", str(value)) for value in values):
		raise InvalidInput(N_("{argument} must be a list of whole numbers."), argument=name).at(name)
	return [int(str(value)) for value in values]


def _ungrouped(known: Parameters) -> Iterator[tuple[str, inspect.Parameter]]:
	for name, parameter in known.items():
		if group := _group(parameter):
			yield from parameters(group).items()
		else:
			yield name, parameter


def _grouped(known: Parameters, fitted: dict[str, object]) -> dict[str, object]:
	for name, parameter in known.items():
		if group := _group(parameter):
			members = parameters(group).keys() & fitted.keys()
			fitted[name] = group(**{member: fitted.pop(member) for member in members})
	return fitted


def _group(parameter: inspect.Parameter) -> Callable[..., Any] | None:
	kind: Any = parameter.annotation
	return kind if isinstance(kind, type) and is_dataclass(kind) else None


def _converted(name: str, value: object, annotation: Any) -> object:
	kinds = typing.get_args(annotation) if typing.get_origin(annotation) in UNIONS else (annotation,)
	if isinstance(value, str) and kinds[0] is not str:
		value = _from_text(name, value, kinds)
	if isinstance(value, bool) and bool not in kinds:
		raise _misfit(name, kinds[0])
	try:
		return bounded(name, _adapter(annotation).validate_python(value))
	except ValidationError:
		raise _misfit(name, kinds[0]) from None


@cache
def _adapter(annotation: Any) -> TypeAdapter[object]:
	return TypeAdapter(annotation)


def _misfit(name: str, kind: Any) -> InvalidInput:
	return InvalidInput(MUST_BE[typing.get_origin(kind) or kind], argument=name).at(name)


def _from_text(name: str, text: str, kinds: Sequence[Any]) -> object:
	"""A query string and a form carry everything as text, lists and sets of values as JSON; nothing is no value."""
	if not text and type(None) in kinds and str not in kinds:
		return None
	if kinds[0] in (bool, int, float):
		return text
	try:
		value = parsed(name, text)
	except ValueError:
		return text
	return text if str in kinds and not isinstance(value, (list, dict)) else value
