"""The rows of the ledger as people read them: what was spent or given back at once is one line, whatever lots it came from."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from workshop_crm.core.loyalty.model import Entry, Kind

OF_SEVERAL_LOTS: tuple[Kind, ...] = ("Redeem", "Restore")


def lines(entries: Iterable[Entry]) -> list[Entry]:
	"""The rows in their order, those of one redemption as one with the sum of their points.

	Of rows that expire on different days the line has no expiry.
	"""
	return [_joined(list(rows)) for _cause, rows in groupby(_numbered(entries), key=lambda pair: pair[0])]


def _numbered(entries: Iterable[Entry]) -> Iterable[tuple[object, Entry]]:
	"""Each row with what it belongs to: rows of one redemption to that, all others to themselves."""
	for entry in entries:
		if entry.kind in OF_SEVERAL_LOTS and entry.invoice:
			yield (entry.kind, entry.posting_date, entry.invoice_type, entry.invoice, entry.reason), entry
		else:
			yield entry.name, entry


def _joined(rows: list[tuple[object, Entry]]) -> Entry:
	found = [entry for _cause, entry in rows]
	ends = {entry.expiry_date for entry in found}
	expiry = found[0].expiry_date if len(ends) == 1 else None
	return replace(found[0], points=sum(entry.points for entry in found), expiry_date=expiry)
