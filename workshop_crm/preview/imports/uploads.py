"""Files that were uploaded: kept on disk, and only one of them in memory at a time."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.preview.imports.one_at_a_time import OneAtATime
from workshop_crm.preview.imports.source import Source, open_source

SAMPLES = 3
MAX_SAMPLE = 60

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Outline:
	"""What is remembered of a file: all but its rows. `samples` are some texts of each column."""

	encoding: str
	delimiter: str
	headings: list[str]
	rows: int
	samples: list[list[str]]


class UploadFolder:
	"""A folder of this process alone, removed when it ends."""

	def __init__(self) -> None:
		self._folder = Path(tempfile.mkdtemp(prefix="workshop-crm-import-"))
		self._turns = OneAtATime()
		weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)

	def keep(self, name: str, content: IO[bytes]) -> Path:
		"""Write an upload to disk as it comes; raises InvalidInput when there is no room."""
		path = self._folder / name
		try:
			with path.open("wb") as file:
				shutil.copyfileobj(content, file)
		except OSError as error:
			path.unlink(missing_ok=True)
			raise InvalidInput(
				N_("The file could not be kept for the import: {reason}"), reason=error.strerror or str(error)
			) from None
		return path

	def later(self, path: Path, use: Callable[[Source], Result]) -> Future[Result]:
		"""Open the file and use it when those before it are done."""
		return self._turns.submit(lambda: use(open_source(path.read_bytes())))

	def outline(self, path: Path) -> Outline:
		"""Raises InvalidInput when the file is no table of text; it is gone then."""
		try:
			return self.later(path, _outline).result()
		except InvalidInput:
			path.unlink()
			raise


def _outline(source: Source) -> Outline:
	table = source.table
	samples = [_samples(source, place) for place in range(len(table.headings))]
	return Outline(
		source.encoding, table.delimiter, table.headings, len(table.rows) + len(table.too_long), samples
	)


def _samples(source: Source, place: int) -> list[str]:
	found: dict[str, None] = {}
	for row in source.table.rows:
		if text := row.cells[place].strip():
			found[text[:MAX_SAMPLE]] = None
		if len(found) == SAMPLES:
			break
	return list(found)
