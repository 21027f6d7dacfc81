"""What a VIN says by the standard alone: who built the car, where, and its model year where that is sure or likely."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workshop_crm.core.names.vin_table import COUNTRIES, MAKERS, ORDER, RELATED
from workshop_crm.core.names.vins import VIN_LENGTH

# 49 CFR 565: the tenth character is the model year there, and the seventh says which 30 years of a car or light truck.
NORTH_AMERICA = frozenset({"United States", "Canada", "Mexico"})
# Codes of trucks over 10,000 lb, where the seventh character says nothing of the year.
_HEAVY = frozenset({"1FC", "1FD", "3FE", "1GB", "3C7"})
_YEAR_PLACE = 9
_CYCLE_PLACE = 6
_YEAR_LETTERS = "ABCDEFGHJKLMNPRSTVWXY123456789"
_FIRST_YEAR = 1980
_CYCLE = 30
# Elsewhere nobody must write it. GB 16735 asks for it in China; these makers write it in the cars of every market.
_COUNTRIES_WITH_YEAR = frozenset({"China", "South Korea", "India"})
_MAKES_WITH_YEAR = frozenset(
	{
		*("Volkswagen", "Audi", "Skoda", "Seat", "Cupra", "Porsche", "Bentley", "Lamborghini", "Volvo"),
		*("Land Rover", "Range Rover", "Jaguar", "Opel", "Chevrolet"),
	}
)


@dataclass(frozen=True, slots=True)
class VinReading:
	"""`makes` by the maker's code, the usual one first, or none; `country` in English, translatable, or empty.

	`year` is None where the number does not say it; `is_year_sure` only where the law puts it there.
	"""

	makes: tuple[str, ...] = ()
	country: str = ""
	year: int | None = None
	is_year_sure: bool = False

	@property
	def make(self) -> str:
		"""The make where the code is one maker's alone."""
		return self.makes[0] if len(self.makes) == 1 else ""

	def contradicts(self, make: str) -> bool:
		"""Whether a make, as `car_table` names it, is none that is built under this code."""
		built = {*self.makes, *(other for one in self.makes for other in RELATED.get(one, ()))}
		return bool(self.makes) and make not in built


def read_vin(vin: str, today: date) -> VinReading:
	"""Read a VIN of 17 characters in capitals; nothing is read of a shorter number."""
	if len(vin) != VIN_LENGTH:
		return VinReading()
	makes = MAKERS.get(vin[:3]) or MAKERS.get(vin[:2], ())
	country = country_of(vin)
	year, is_sure = _model_year(vin, makes, country, today)
	return VinReading(makes, country, year, is_sure)


def country_of(vin: str) -> str:
	"""Where the maker's code is from, in English; empty for a country of which no makes are sold here."""
	return next((name for first, last, name in COUNTRIES if _is_between(vin[:2], first, last)), "")


def _is_between(pair: str, first: str, last: str) -> bool:
	return pair[:1] == first[0] and ORDER.find(first[1]) <= ORDER.find(pair[1:]) <= ORDER.find(last[1])


def _model_year(vin: str, makes: tuple[str, ...], country: str, today: date) -> tuple[int | None, bool]:
	place = _YEAR_LETTERS.find(vin[_YEAR_PLACE])
	if place < 0:
		return None, False
	years = [year for year in _years(place) if year <= today.year + 1]
	if country in NORTH_AMERICA and vin[:3] not in _HEAVY:
		of_cycle = [year for year in years if (year >= _FIRST_YEAR + _CYCLE) == vin[_CYCLE_PLACE].isalpha()]
		return (of_cycle[0], bool(makes)) if of_cycle else (None, False)
	if not years or not (country in _COUNTRIES_WITH_YEAR or _MAKES_WITH_YEAR.intersection(makes)):
		return None, False
	return years[-1], False


def _years(place: int) -> tuple[int, int]:
	return _FIRST_YEAR + place, _FIRST_YEAR + _CYCLE + place
