"""How big the workshop is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict, dataclass
from datetime import date, timedelta

YEARS = 5
# One customer with a long history and one with a fleet show that neither slows the screen down.
BUSY_CUSTOMER, FLEET_OWNER = 1, 2
MAX_HISTORY, MAX_FLEET_CARS, MAX_FLEET_VISITS = 10_000, 40, 2_000


@dataclass(frozen=True, slots=True)
class Size:
	"""Counts of records; every customer has at least one vehicle."""

	customers: int = 100_000
	vehicles: int = 150_000
	invoices: int = 1_000_000

	def __post_init__(self) -> None:
		if not 10 <= self.customers <= self.vehicles <= self.invoices:
			raise ValueError(
				"Ask for 10 customers or more, as many vehicles or more, and as many invoices or more."
			)

	@property
	def history(self) -> int:
		"""Entries of the customer with the longest history."""
		return min(MAX_HISTORY, self.invoices)

	@property
	def fleet_cars(self) -> int:
		return min(MAX_FLEET_CARS, self.vehicles - self.customers)

	@property
	def fleet_visits(self) -> int:
		return min(MAX_FLEET_VISITS, self.invoices // 10) if self.fleet_cars else 0

	@classmethod
	def add_arguments(cls, parser: ArgumentParser) -> None:
		"""Options for each count, such as --customers; see `of`."""
		for name, number in cls().as_dict().items():
			parser.add_argument(
				f"--{name}", type=int, default=number, metavar="N", help=f"{number} unless said otherwise"
			)

	@classmethod
	def of(cls, arguments: Namespace) -> Size:
		"""What was asked for. Raises ValueError for a workshop that cannot be."""
		return cls(arguments.customers, arguments.vehicles, arguments.invoices)

	def as_dict(self) -> dict[str, int]:
		return asdict(self)


def opening(today: date) -> date:
	"""The day on which the workshop opened."""
	return today - timedelta(days=365 * YEARS)
