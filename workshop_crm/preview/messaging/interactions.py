"""Calls, visits and notes that staff write down about a customer."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from workshop_crm.core.messaging.interactions import check_interaction
from workshop_crm.preview import records
from workshop_crm.preview.staff import USER_NAME


def add(connection: sqlite3.Connection, customer: str, values: Mapping[str, Any], now: datetime) -> str:
	"""Write down what happened with a customer. Returns the entry; raises InvalidInput."""
	entry = {"customer": customer, "owner": USER_NAME, **asdict(check_interaction(values, now))}
	return records.insert(connection, "Customer Interaction", entry, now)
