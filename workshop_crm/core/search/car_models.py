"""Cars as people ask for them: a make, a model, or both, in either script, with a typing error, or as far as it is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from workshop_crm.core.names.cars import CarName, car_key, find_name, is_arabic, known_make, models_of
from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.spelled import spelled
from workshop_crm.core.search.name_cost import NameTable, whole_cost

MIN_TYPED = 3
MIN_BEGINNING = 4
MIN_FORGIVING = 5
# So like is a name in the other script that the table of models does not have.
LEAST_LIKENESS = 0.75


@dataclass(frozen=True, slots=True)
class CarModel:
	"""A make and a model as the workshop's cars have them; either may be empty."""

	make: str
	model: str

	@property
	def label(self) -> str:
		"""Both as people say them."""
		return " ".join(part for part in (self.make, self.model) if part)


@dataclass(frozen=True, slots=True)
class ModelsMeant:
	"""`models` that the text may mean; `is_exact` when it is written as one of them is, in either script."""

	models: tuple[CarModel, ...]
	is_exact: bool = False
	is_make: bool = False


def may_mean_car(text: str) -> bool:
	"""Whether it is worth asking for the models there are: a phone number and a letter or two name none."""
	typed = car_key(text)
	return len(typed) >= MIN_TYPED and not typed.isdigit()


def models_meant(text: str, there: Sequence[CarModel]) -> ModelsMeant:
	"""Those of `there`, the different makes and models of the workshop's cars, that `text` means.

	The nearest way to take it counts: written so, then its beginning, then with one letter wrong, then likely in the other script.
	"""
	if not may_mean_car(text):
		return ModelsMeant(())
	typed = car_key(text)
	keys = [(one, _model_keys(one)) for one in there if one.model]
	if found := [one for one, names in keys if typed in names]:
		return ModelsMeant(tuple(found), is_exact=True)
	if found := [one for one in there if typed in _make_keys(one.make)]:
		return ModelsMeant(tuple(found), is_exact=True, is_make=True)
	return ModelsMeant(
		tuple(
			[one for one, names in keys if _begins(typed, names)]
			or [one for one, names in keys if _is_near(typed, names)]
			or _across(text, [one for one, _names in keys])
		)
	)


@lru_cache(maxsize=1024)
def _make_keys(make: str) -> frozenset[str]:
	known = known_make(make)
	return frozenset(car_key(spelling) for spelling in (make, *(known.spellings if known else ()))) - {""}


@lru_cache(maxsize=8192)
def _known_model(one: CarModel) -> CarName | None:
	return find_name(one.model, models_of(one.make))


@lru_cache(maxsize=8192)
def _model_keys(one: CarModel) -> frozenset[str]:
	"""The model, and the make and the model together."""
	known = _known_model(one)
	models = {car_key(spelling) for spelling in (one.model, *(known.spellings if known else ()))} - {""}
	return frozenset({*models, *(make + model for make in _make_keys(one.make) for model in models)})


def _begins(typed: str, names: Iterable[str]) -> bool:
	return len(typed) >= MIN_BEGINNING and any(name.startswith(typed) for name in names)


def _is_near(typed: str, names: Iterable[str]) -> bool:
	if len(typed) < MIN_FORGIVING:
		return False
	return any(
		is_arabic(name) == is_arabic(typed)
		and _digits(name) == _digits(typed)
		and OSA.distance(typed, name, score_cutoff=1) <= 1
		for name in names
	)


def _across(text: str, there: Sequence[CarModel]) -> list[CarModel]:
	"""Models of the workshop's own, which have one script only, by the learned table of letters."""
	own = [one for one in there if not _known_model(one)]
	typed = spelled(fold(text))
	if not own or not typed:
		return []
	likeness = 1 - NameTable([spelled(fold(one.model)) for one in own]).costs(typed) / whole_cost(typed)
	return [one for one, like in zip(own, likeness.tolist(), strict=True) if like >= LEAST_LIKENESS]


def _digits(key: str) -> str:
	return "".join(c for c in key if c.isdigit())
