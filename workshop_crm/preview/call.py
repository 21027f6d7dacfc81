"""What an endpoint is given besides its arguments, and how it says what kind of endpoint it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workshop_crm.preview.settings import Settings
from workshop_crm.preview.translate import Translate
from workshop_crm.preview.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Call:
	"""One request: the open connection is inside a transaction that fits the endpoint."""

	workshop: Workshop
	connection: sqlite3.Connection
	settings: Settings
	language: str
	translate: Translate
	base_url: str
	now: datetime

	@property
	def today(self) -> date:
		return self.now.date()


@dataclass(frozen=True, slots=True)
class Download:
	"""An endpoint's answer that is a file instead of JSON."""

	file_name: str
	content_type: str
	body: bytes


@dataclass(frozen=True, slots=True)
class Endpoint:
	function: Callable[..., Any]
	writes: bool


def reads(function: Callable[..., Any]) -> Endpoint:
	"""An endpoint that changes nothing: GET or POST, in a transaction that is rolled back."""
	return Endpoint(function, writes=False)


def writes(function: Callable[..., Any]) -> Endpoint:
	"""An endpoint that changes something: POST only, in one write transaction that its error undoes."""
	return Endpoint(function, writes=True)
