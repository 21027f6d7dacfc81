"""The folder in which a host keeps its columns: a list of the files that are true together, and those files.

Many processes read while one writes. A writer adds files under new names and then replaces the list; what was mapped
before stays as it was.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from secrets import token_hex
from typing import Any

import numpy as np

from workshop_crm.adapters.columns import arrow_file
from workshop_crm.adapters.columns.arrow_file import ArrowNames, Column, Unreadable
from workshop_crm.core.analytics.columns import TABLES, Coders, Columns, Table, realigned
from workshop_crm.core.analytics.facts import CustomerValues, ValueHistory
from workshop_crm.core.analytics.holdout import Holdout
from workshop_crm.core.analytics.names import Names

SCHEMA = 2
"""Another number has everybody's columns made anew."""
_LIST, _BUILDING, _STATE = "columns.json", "building", "state.json"
_CLV = "clv "
_TRIES = 5


@dataclass(frozen=True, slots=True)
class _Opened:
	"""What this process has mapped: the list as it was then, the file of each part, and the columns."""

	version: tuple[int, int]
	files: Mapping[str, str]
	columns: Columns

	def part(self, name: str) -> object:
		return _parts(self.columns).get(name)


_opened: dict[Path, _Opened] = {}


class ColumnFolder:
	"""Columns in a folder, which is made when something is written."""

	def __init__(self, path: Path) -> None:
		self.path = path

	def read(self) -> Columns | None:
		"""What was written last; None when there is nothing, or nothing that can be read."""
		for _try in range(_TRIES):
			try:
				return self._read()
			except Unreadable:
				# A writer may have replaced the list since; then its files are gone, and others are there.
				continue
		return None

	def write(self, columns: Columns) -> None:
		"""Replace what is there. A table that was read from the folder and not changed is not written again."""
		self.path.mkdir(parents=True, exist_ok=True)
		known = _opened.get(self.path)
		files = {}
		for name, parts in _parts(columns).items():
			if known and name in known.files and known.part(name) is parts:
				files[name] = known.files[name]
			else:
				files[name] = f"{name}-{token_hex(4)}.arrow"
				arrow_file.write(self.path / files[name], _stored(columns, name))
		self._publish(columns, files)
		kept = {self.path / file for file in files.values()}
		for old in {*self.path.glob("*.arrow"), *self.path.glob("*.arrow.*")} - kept:
			old.unlink(missing_ok=True)

	def forget(self) -> None:
		"""Remove everything but the locks; the next reader makes it again."""
		(self.path / _LIST).unlink(missing_ok=True)
		for old in self.path.glob("*.arrow"):
			old.unlink(missing_ok=True)
		shutil.rmtree(self.path / _BUILDING, ignore_errors=True)

	@contextmanager
	def locked(self, name: str, seconds: float) -> Iterator[bool]:
		"""Yields False when another process still holds the lock after `seconds`. A process that dies lets go."""
		self.path.mkdir(parents=True, exist_ok=True)
		with (self.path / f"{name}.lock").open("a") as lock:
			until = time.monotonic() + seconds
			while not (mine := _try_lock(lock.fileno())) and time.monotonic() < until:
				time.sleep(0.02)
			yield mine

	@property
	def building(self) -> Building:
		return Building(self.path / _BUILDING)

	def _read(self) -> Columns | None:
		listed = self.path / _LIST
		try:
			found = listed.stat()
			version = (found.st_ino, found.st_mtime_ns)
			known = _opened.get(self.path)
			if known and known.version == version:
				return known.columns
			content = json.loads(listed.read_text())
		except (FileNotFoundError, NotADirectoryError):
			return None
		except ValueError as error:
			raise Unreadable(_LIST) from error
		if content.get("schema") != SCHEMA:
			return None
		try:
			columns = self._open(content, known)
		except (KeyError, TypeError, AttributeError) as error:
			raise Unreadable(_LIST) from error
		_opened[self.path] = _Opened(version, content["files"], columns)
		return columns

	def _open(self, content: Mapping[str, Any], known: _Opened | None) -> Columns:
		def table(name: str) -> Any:
			file = content["files"][name]
			if known and known.files.get(name) == file:
				return known.part(name)
			return arrow_file.read(self.path / file)

		customers = table("customers")
		names: Names = customers["name"] if isinstance(customers, dict) else customers
		tables = {name: table(name) for name in TABLES}
		for name, types in TABLES.items():
			if {column: array.dtype for column, array in tables[name].items()} != {
				column: np.dtype(kind) for column, kind in types.items()
			}:
				raise Unreadable(name)
		stored = arrow_file.read(self.path / content["files"]["values"]) if content["run"] else None
		values = _aligned(stored, names, content["run"]) if stored else None
		labels = {name: tuple(known_names) for name, known_names in content["labels"].items()}
		return Columns(names, labels, **tables, values=values, marks=content["marks"])

	def _publish(self, columns: Columns, files: dict[str, str]) -> None:
		values = columns.values
		run = values and {
			"computed_on": values.computed_on.isoformat(),
			"method": values.method,
			"ends": list(values.history.ends) if values.history else [],
			"tests": [test.as_dict() for test in values.tests],
		}
		content = {
			"schema": SCHEMA,
			"files": files,
			"labels": columns.labels,
			"marks": columns.marks,
			"run": run,
		}
		_replace(self.path / _LIST, content)


class Building:
	"""Tables that are being made, part by part: each is on the disk before the next one is begun."""

	def __init__(self, path: Path) -> None:
		self._path = path

	def state(self) -> dict[str, Any] | None:
		"""What `begin` was given, when there is something to take up again."""
		try:
			content: dict[str, Any] = json.loads((self._path / _STATE).read_text())
		except (OSError, ValueError):
			return None
		return content if content.get("schema") == SCHEMA else None

	def begin(self, state: Mapping[str, Any]) -> None:
		"""Start from nothing."""
		self.end()
		self._path.mkdir(parents=True)
		_replace(self._path / _STATE, {"schema": SCHEMA, **state})

	def end(self) -> None:
		shutil.rmtree(self._path, ignore_errors=True)

	def add(self, kind: str, table: Table, coders: Coders, after: Mapping[str, Any]) -> None:
		"""Keep a part, with all names that were met so far and `after`: from where to go on."""
		number = len(list(self._path.glob("*.json")))
		arrow_file.write(self._path / f"{number:06d}.arrow", table)
		names = {"customer": coders.customer.names, **coders.label_names()}
		known = self._names_before(number)
		new = {name: found[known.get(name, 0) :] for name, found in names.items()}
		counts = {name: len(found) for name, found in names.items()}
		_replace(
			self._path / f"{number:06d}.json",
			{"kind": kind, "new": new, "counts": counts, "after": dict(after)},
		)

	def parts(self) -> tuple[list[tuple[str, Table]], dict[str, list[str]], dict[str, Any]]:
		"""(kind, table) of the parts in order, all names in the order of their codes, and the last `after`."""
		found: list[tuple[str, Table]] = []
		names: dict[str, list[str]] = {}
		after: dict[str, Any] = {}
		for listed in sorted(self._path.glob("[0-9]*.json")):
			content = json.loads(listed.read_text())
			found.append((content["kind"], _numbers(arrow_file.read(listed.with_suffix(".arrow")))))
			for name, new in content["new"].items():
				names.setdefault(name, []).extend(new)
			after = content["after"]
		return found, names, after

	def _names_before(self, number: int) -> dict[str, int]:
		before = self._path / f"{number - 1:06d}.json"
		if not before.exists():
			return {}
		counts: dict[str, int] = json.loads(before.read_text())["counts"]
		return counts


def _numbers(columns: Mapping[str, Column]) -> Table:
	return {name: column for name, column in columns.items() if isinstance(column, np.ndarray)}


def _parts(columns: Columns) -> dict[str, object]:
	"""What has a file of its own."""
	parts = {"customers": columns.customers, **{name: getattr(columns, name) for name in TABLES}}
	return parts if columns.values is None else {**parts, "values": columns.values}


def _stored(columns: Columns, name: str) -> Mapping[str, Column]:
	if name == "customers":
		return {"name": columns.customers}  # type: ignore[dict-item]
	if name != "values":
		found: Table = getattr(columns, name)
		return found
	values = columns.values
	assert values is not None
	count = len(values.segment)
	names = [columns.customers[code] for code in range(count)]
	history = {}
	if values.history:
		history = {
			_CLV + month: clv for month, clv in zip(values.history.months, values.history.clv, strict=True)
		}
	return {"name": names, "segment": values.segment, "clv": values.clv, "p_alive": values.p_alive, **history}


def _aligned(stored: Mapping[str, Any], names: Names, run: Mapping[str, Any]) -> CustomerValues:
	"""Stored values by the codes of these customers."""
	valued: ArrowNames = stored["name"]
	months = [column for column in stored if column.startswith(_CLV)]
	history = ValueHistory(
		tuple(column.removeprefix(_CLV) for column in months),
		tuple(run["ends"]),
		[stored[column] for column in months],
	)
	values = CustomerValues(
		stored["segment"],
		stored["clv"],
		stored["p_alive"],
		date.fromisoformat(run["computed_on"]),
		run["method"],
		history if months else None,
		tuple(Holdout.from_dict(test) for test in run.get("tests", ())),
	)
	is_same = isinstance(names, ArrowNames) and names.array.equals(valued.array)
	return values if is_same else realigned(values, valued, names)


def _replace(path: Path, content: Mapping[str, Any]) -> None:
	"""Write the content under another name, have it on the disk, and rename."""
	unfinished = path.with_name(f"{path.name}.{os.getpid()}")
	with unfinished.open("w") as file:
		json.dump(content, file)
		file.flush()
		os.fsync(file.fileno())
	unfinished.rename(path)
	directory = os.open(path.parent, os.O_RDONLY)
	try:
		os.fsync(directory)
	finally:
		os.close(directory)


def _try_lock(descriptor: int) -> bool:
	try:
		fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
	except BlockingIOError:
		return False
	return True
