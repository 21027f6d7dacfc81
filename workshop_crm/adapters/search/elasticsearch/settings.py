"""How the server is reached and what its indices are called."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from workshop_crm.core.common.errors import N_, InvalidInput

DEFAULT_PORT = 9200
SECONDS_TO_ANSWER = 5.0
DEFAULT_PREFIX = "workshop-crm"
_PREFIX = re.compile(r"[a-z][a-z0-9-]{0,99}")


@dataclass(frozen=True, slots=True)
class EngineSettings:
	"""What an administrator sets.

	`hosts` as "https://search.example.com:9200"; without a scheme https, without a port 9200. Either `api_key` (encoded)
	or `user` and `password`, or none. `ca_file` is the path of the authority's certificate, empty for the system's own.
	`timeout` in seconds for one answer. All indices and aliases begin with `prefix`; two sites must not share one.
	`region` (ISO 3166) is the country of phone numbers without a country code.
	"""

	hosts: tuple[str, ...]
	api_key: str = field(default="", repr=False)
	user: str = ""
	password: str = field(default="", repr=False)
	ca_file: str = ""
	verify: bool = True
	timeout: float = SECONDS_TO_ANSWER
	prefix: str = DEFAULT_PREFIX
	region: str = "SA"

	@property
	def addresses(self) -> tuple[str, ...]:
		"""The hosts as complete addresses; raises InvalidInput when there is none or one cannot be read."""
		addresses = tuple(_address(host.strip()) for host in self.hosts if host.strip())
		if not addresses:
			raise InvalidInput(N_("Enter the address of the Elasticsearch server.")).at("hosts")
		return addresses


def keeps_to(typed: EngineSettings, saved: EngineSettings) -> bool:
	"""Whether what is sent by `typed` reaches only the servers of `saved`, and these prove it at least as well.

	Raises InvalidInput for addresses of `typed` that cannot be read.
	"""
	known = set(saved.addresses) if any(map(str.strip, saved.hosts)) else set()
	proven = typed.verify >= saved.verify and typed.ca_file == saved.ca_file
	return set(typed.addresses) <= known and proven


def check_prefix(prefix: str) -> str:
	"""The prefix, when it can begin the name of an index; raises InvalidInput otherwise."""
	if not _PREFIX.fullmatch(prefix):
		raise InvalidInput(
			N_(
				"{prefix} cannot begin the name of an index. Use small letters, digits and hyphens, a letter first."
			),
			prefix=prefix,
		).at("prefix")
	return prefix


def _address(host: str) -> str:
	parts = urlsplit(host if "://" in host else f"https://{host}")
	try:
		port = parts.port or DEFAULT_PORT
	except ValueError:
		port = 0
	if (
		not port
		or parts.scheme not in ("http", "https")
		or not parts.hostname
		or parts.username
		or parts.query
	):
		raise InvalidInput(
			N_("{host} is not an address. Enter it as https://search.example.com:9200."), host=host
		).at("hosts")
	name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
	return f"{parts.scheme}://{name}:{port}{parts.path.rstrip('/')}"
