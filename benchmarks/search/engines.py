"""The engine that is measured: filled with all customers, asked here, and opened again by a process of its own."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from workshop_crm.adapters.search.embedded.index import EmbeddedIndex
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.index import SearchIndex

if TYPE_CHECKING:
	from workshop_crm.adapters.search.elasticsearch.settings import EngineSettings

EMBEDDED, ELASTICSEARCH = "embedded", "elasticsearch"
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Engine:
	"""`file` is that of the embedded index, which a site on Elasticsearch has too; `address` the server's, `prefix` its indices'."""

	name: str
	file: str
	address: str = ""
	prefix: str = ""

	def open(self) -> SearchIndex:
		embedded = EmbeddedIndex(self.file)
		if self.name == EMBEDDED:
			return embedded
		from workshop_crm.adapters.search.elasticsearch.index import ElasticsearchIndex

		return ElasticsearchIndex(self._settings(), embedded.near_words)

	def fill(self, documents: Callable[[], Iterable[CustomerDocument]]) -> float:
		"""Index everyone; returns the seconds that took, without those in which the customers were made up."""
		if self.name != EMBEDDED:
			EmbeddedIndex(self.file).rebuild(_Timed(documents()))
		source = _Timed(documents())
		started = perf_counter()
		self.open().rebuild(source)
		return perf_counter() - started - source.seconds

	def megabytes(self) -> float:
		"""What the index takes on the disk."""
		if self.name == EMBEDDED:
			files = Path(self.file).parent.iterdir()
			return sum(file.lstat().st_size for file in files) / _MEGABYTE
		from workshop_crm.adapters.search.elasticsearch.connection import client_of

		pattern = f"{self.prefix}*"
		client = client_of(self._settings())
		client.indices.refresh(index=pattern)
		stored = client.indices.stats(index=pattern, metric="store")
		return float(stored["_all"]["primaries"]["store"]["size_in_bytes"]) / _MEGABYTE

	def remove(self) -> None:
		"""Take what was indexed off the server again."""
		from workshop_crm.adapters.search.elasticsearch.connection import client_of

		client = client_of(self._settings())
		for index in client.indices.get(index=f"{self.prefix}*"):
			client.indices.delete(index=index)

	def _settings(self) -> EngineSettings:
		from workshop_crm.adapters.search.elasticsearch.settings import EngineSettings

		return EngineSettings(hosts=(self.address,), prefix=self.prefix, timeout=60)


class _Timed:
	"""The documents as a source for one run, and how long it took to get them."""

	def __init__(self, documents: Iterable[CustomerDocument]) -> None:
		self._documents = iter(documents)
		self.seconds = 0.0

	def after(self, customer: str) -> Iterable[CustomerDocument]:
		return self

	def of(self, customers: Sequence[str]) -> Iterable[CustomerDocument]:
		return []

	def __iter__(self) -> Iterator[CustomerDocument]:
		return self

	def __next__(self) -> CustomerDocument:
		started = perf_counter()
		try:
			return next(self._documents)
		finally:
			self.seconds += perf_counter() - started


@contextmanager
def engine(name: str, url: str | None) -> Iterator[Engine]:
	"""An empty engine: a file in a folder of its own, and for Elasticsearch indices of their own on a server (see `_server`)."""
	with TemporaryDirectory(prefix="workshop-crm-search-") as folder:
		file = str(Path(folder) / "search.sqlite3")
		if name == EMBEDDED:
			yield Engine(EMBEDDED, file)
			return
		with _server(url) as address:
			server = Engine(ELASTICSEARCH, file, address, f"benchmark-{secrets.token_hex(4)}")
			try:
				yield server
			finally:
				server.remove()


@contextmanager
def _server(url: str | None) -> Iterator[str]:
	"""The server at `url`, or one of the tests' own. Raises SystemExit where that cannot be had."""
	if url:
		yield url
		return
	from tests import search_nodes

	with TemporaryDirectory(prefix="workshop-crm-search-") as folder:
		try:
			node = search_nodes.Node(search_nodes.built_home(), Path(folder))
		except search_nodes.NotPossible as problem:
			raise SystemExit(
				f"No Elasticsearch node can be started: {problem}. --url names a server."
			) from None
		node.start()
		try:
			yield node.address
		finally:
			node.stop()
