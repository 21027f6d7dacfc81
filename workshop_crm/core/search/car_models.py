"""Cars as people ask for them: a make, a model, or both, in either script, with a typing error, or as far as it is typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from rapidfuzz import process
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
_ARTICLE = "ال"


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


NO_MODELS = ModelsMeant(())


class ModelsThere:
	"""The different makes and models of the workshop's cars, to be asked which of them a text means."""

	def __init__(self, there: Sequence[CarModel]) -> None:
		self._named = [one for one in there if one.model]
		self._by_model: dict[str, list[CarModel]] = defaultdict(list)
		self._by_make: dict[str, list[CarModel]] = defaultdict(list)
		for one in self._named:
			for key in _model_keys(one):
				self._by_model[key].append(one)
		for one in there:
			for key in _make_keys(one.make):
				self._by_make[key].append(one)

	def meant(self, text: str) -> ModelsMeant:
		"""The nearest way to take it counts: written so, else with the article, as a name may be, else what is near it."""
		written = self.written_so(text)
		if written.models:
			return written
		said = replace(self.written_with_article(text), is_exact=False)
		return said if said.models else self.near(text)

	def written_so(self, text: str) -> ModelsMeant:
		"""Models, else makes, that are written so in either script."""
		return self._written(car_key(text)) if may_mean_car(text) else NO_MODELS

	def written_with_article(self, text: str) -> ModelsMeant:
		"""As `written_so`; in Arabic also with the article, as people say a car: "الكامري"."""
		typed, written = car_key(text), self.written_so(text)
		if written.models or not typed.startswith(_ARTICLE):
			return written
		return self.written_so(typed.removeprefix(_ARTICLE))

	def near(self, text: str) -> ModelsMeant:
		"""Models that begin so; else with one letter wrong; else likely in the other script."""
		if not may_mean_car(text):
			return NO_MODELS
		typed = car_key(text)
		if near := self._beginning(typed) or self._one_letter_wrong(typed):
			return ModelsMeant(tuple(one for one in self._named if one in near))
		return ModelsMeant(tuple(self._across(text)))

	def _written(self, typed: str) -> ModelsMeant:
		if found := self._by_model.get(typed):
			return ModelsMeant(tuple(found), is_exact=True)
		if found := self._by_make.get(typed):
			return ModelsMeant(tuple(found), is_exact=True, is_make=True)
		return NO_MODELS

	def _beginning(self, typed: str) -> set[CarModel]:
		if len(typed) < MIN_BEGINNING:
			return set()
		return {one for key, models in self._by_model.items() if key.startswith(typed) for one in models}

	def _one_letter_wrong(self, typed: str) -> set[CarModel]:
		if len(typed) < MIN_FORGIVING:
			return set()
		near = process.extract(typed, list(self._by_model), scorer=OSA.distance, score_cutoff=1, limit=None)
		return {one for key, _, _ in near if _is_alike(typed, key) for one in self._by_model[key]}

	def _across(self, text: str) -> list[CarModel]:
		"""Models of the workshop's own, which have one script only, by the learned table of letters.

		With more words than the model has, a long one would be like it whatever the others are.
		"""
		own, table = self._own
		typed = spelled(fold(text))
		if not own or not typed:
			return []
		likeness = 1 - table.costs(typed) / whole_cost(typed)
		return [
			one
			for one, like in zip(own, likeness.tolist(), strict=True)
			if like >= LEAST_LIKENESS and len(text.split()) <= len(one.model.split())
		]

	@cached_property
	def _own(self) -> tuple[list[CarModel], NameTable]:
		own = [one for one in self._named if not _known_model(one)]
		return own, NameTable([spelled(fold(one.model)) for one in own])


@lru_cache(maxsize=8)
def models_there(there: tuple[CarModel, ...]) -> ModelsThere:
	"""As `ModelsThere`; a process keeps it until there is another model."""
	return ModelsThere(there)


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


def _is_alike(typed: str, key: str) -> bool:
	"""A letter may be wrong, a digit or the script may not."""
	return is_arabic(key) == is_arabic(typed) and _digits(key) == _digits(typed)


def _digits(key: str) -> str:
	return "".join(c for c in key if c.isdigit())
