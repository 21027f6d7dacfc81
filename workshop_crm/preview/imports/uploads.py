"""Files that were uploaded: kept on disk, and only one of them in memory at a time."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import IO, TypeVar

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.imports.outline import Outline, outline_of
from workshop_crm.core.imports.source import Source, open_source
from workshop_crm.preview.imports.one_at_a_time import OneAtATime

Result = TypeVar("Result")


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
			return self.later(path, outline_of).result()
		except InvalidInput:
			path.unlink()
			raise
