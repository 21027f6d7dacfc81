"""Columns of numbers as bytes that a database keeps, and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

BYTES_OF_LENGTH = 4
# Fast: the files of a year are unpacked with every look at a report.
LEVEL = 1


def packed(head: Mapping[str, Any], arrays: Iterable[NDArray[Any]]) -> bytes:
	"""`head` is kept as JSON before the columns."""
	text = json.dumps(head, ensure_ascii=False).encode()
	parts = [len(text).to_bytes(BYTES_OF_LENGTH, "little"), text, *(array.tobytes() for array in arrays)]
	return zlib.compress(b"".join(parts), LEVEL)


def unpacked(content: bytes, kinds: Sequence[DTypeLike]) -> tuple[dict[str, Any], list[NDArray[Any]]]:
	"""The head, and a column of each kind; `head["count"]` says how long they are."""
	plain = zlib.decompress(content)
	start = BYTES_OF_LENGTH + int.from_bytes(plain[:BYTES_OF_LENGTH], "little")
	head = json.loads(plain[BYTES_OF_LENGTH:start])
	columns = []
	for kind in kinds:
		columns.append(np.frombuffer(plain, kind, head["count"], start))
		start += columns[-1].nbytes
	return head, columns
