"""One table of columns as a file in Arrow's IPC format (Feather 2)."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from workshop_crm.core.analytics.arrays import Integers
from workshop_crm.core.analytics.names import UNKNOWN

Column = NDArray[Any] | Sequence[str]


class Unreadable(Exception):
	"""A file that is not there, is damaged, or is not one of ours."""


class ArrowNames(Sequence[str]):
	"""Names that stay in the mapped file; one is made a Python string when it is asked for."""

	def __init__(self, array: pa.StringArray) -> None:
		self.array = array

	def __len__(self) -> int:
		return len(self.array)

	@overload
	def __getitem__(self, code: int, /) -> str: ...

	@overload
	def __getitem__(self, code: slice, /) -> Sequence[str]: ...

	def __getitem__(self, code: int | slice, /) -> str | Sequence[str]:
		if isinstance(code, slice):
			return list(self.array[code].to_pylist())
		return str(self.array[code].as_py())

	def codes(self, names: Sequence[str]) -> Integers:
		"""The code of each name, `UNKNOWN` for one that is not there."""
		wanted = pa.array(names, pa.string())
		found = pc.fill_null(pc.index_in(wanted, value_set=self.array), UNKNOWN)
		codes: Integers = found.to_numpy(zero_copy_only=False).astype(np.int64)
		return codes


def write(path: Path, columns: Mapping[str, Column]) -> None:
	"""Write the columns under another name, have them on the disk, and only then rename."""
	arrays = {name: _array(column) for name, column in columns.items()}
	batch = pa.RecordBatch.from_arrays(list(arrays.values()), list(arrays))
	unfinished = path.with_name(f"{path.name}.{os.getpid()}")
	try:
		with unfinished.open("wb") as file:
			with pa.ipc.new_file(file, batch.schema) as writer:
				writer.write_batch(batch)
			file.flush()
			os.fsync(file.fileno())
		unfinished.rename(path)
	finally:
		unfinished.unlink(missing_ok=True)


def read(path: Path) -> dict[str, Column]:
	"""The columns, mapped into memory: numbers as numpy arrays that cannot be written, texts as `ArrowNames`."""
	try:
		with pa.ipc.open_file(pa.memory_map(str(path))) as reader:
			if reader.num_record_batches != 1:
				raise Unreadable(path.name)
			batch = reader.get_batch(0)
			batch.validate()
			return dict(zip(batch.schema.names, map(_column, batch.columns), strict=True))
	except (OSError, pa.ArrowException) as error:
		raise Unreadable(path.name) from error


def _array(column: Column) -> pa.Array:
	if isinstance(column, ArrowNames):
		return column.array
	if isinstance(column, np.ndarray):
		return pa.array(column)
	return pa.array([column[place] for place in range(len(column))], pa.string())


def _column(array: pa.Array) -> Column:
	if pa.types.is_string(array.type):
		return ArrowNames(array)
	numbers: NDArray[Any] = array.to_numpy(zero_copy_only=True)
	return numbers
