"""Two customers become one: their rows become those of one account, and one row says whose they were.

Rows of the customer who goes follow to the one who stays, and each then names the Transfer row that brought it. Up to that
row they are replayed for themselves: a debt of the one is not paid with points that the other had while they were two.
So the balance afterwards is the sum of both, whatever expired or was owed before.
"""

from collections.abc import Sequence
from datetime import date

from workshop_crm.core.common.errors import N_
from workshop_crm.core.loyalty.model import Entry, NewEntry

REASON = N_("Merged")


def transfer_rows(moved: Sequence[Entry], customer: str, today: date) -> list[NewEntry]:
	"""The row that says from whom the rows `moved` came, `customer`; none when there are none.

	It brings no points of its own: those are in the rows.
	"""
	if not moved:
		return []
	return [NewEntry("Transfer", 0, f"transfer:{moved[-1].name}", today, reason=REASON, moved_from=customer)]
