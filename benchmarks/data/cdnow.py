"""The CDNOW purchases of 1997-98 that the literature on customer value is measured on.

23,570 customers who bought first in January to March 1997, followed until June 1998; the sample is every tenth of them.
Both files come with the `lifetimes` wheel. They are read without importing that package: it warns on import.
"""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec
from pathlib import Path

from workshop_crm.core.analytics.transactions import Transactions, from_columns

CALIBRATION_START = date(1997, 1, 1)
CALIBRATION_END = date(1997, 9, 30)
HOLDOUT_END = date(1998, 6, 30)
SAMPLE_CUSTOMERS = 2_357
MASTER_CUSTOMERS = 23_570

PUBLISHED = {
	"r": 0.2426,
	"alpha": 4.4135,
	"a": 0.7929,
	"b": 2.4258,
	"log_likelihood": -9582.4,
	"p": 6.249,
	"q": 3.745,
	"v": 15.448,
}
"""BG/NBD: Fader, Hardie, Lee (2005). Gamma-gamma: Fader, Hardie (2013). Time in weeks, money in dollars."""


def sample() -> Transactions:
	"""Purchases of the 2,357 customers of the published estimates."""
	return _read("CDNOW_sample.txt", customer=0, day=2, amount=4, header=False)


def master() -> Transactions:
	"""Purchases of all 23,570 customers."""
	return _read("CDNOW_master.txt", customer=0, day=1, amount=3, header=True)


def data_file(name: str) -> Path:
	"""Where the `lifetimes` wheel keeps a data file."""
	package = find_spec("lifetimes")
	if package is None or package.origin is None:
		raise FileNotFoundError("Install the development dependencies: lifetimes brings the CDNOW data.")
	return Path(package.origin).parent / "datasets" / name


def _read(name: str, customer: int, day: int, amount: int, header: bool) -> Transactions:
	lines = data_file(name).read_text().splitlines()[1 if header else 0 :]
	rows = [line.split() for line in lines if line.strip()]
	places: dict[str, int] = {}
	return from_columns(
		[places.setdefault(row[customer], len(places)) for row in rows],
		[_ordinal(row[day]) for row in rows],
		[float(row[amount]) for row in rows],
	)


def _ordinal(compact: str) -> int:
	return date(int(compact[:4]), int(compact[4:6]), int(compact[6:8])).toordinal()
