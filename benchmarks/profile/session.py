"""The service adviser, logged in on the served site."""

from __future__ import annotations

from http.client import HTTPConnection
from urllib.parse import urlencode

from benchmarks.profile.bench import SITE


class Session:
	"""One connection that is kept open, with the cookies of a log-in. Raises RuntimeError when it is refused."""

	def __init__(self, port: int, login: dict[str, str]) -> None:
		self.address = f"http://{SITE}:{port}"
		self._connection = HTTPConnection("127.0.0.1", port, timeout=120)
		self.cookies: dict[str, str] = {}
		self._log_in(login)

	def get(self, path: str) -> bytes:
		"""The body of an answer. Raises RuntimeError for any but 200."""
		return self._ask("GET", path)

	def _log_in(self, login: dict[str, str]) -> None:
		self._ask("POST", "/api/method/login", urlencode(login))

	def _ask(self, verb: str, path: str, body: str | None = None) -> bytes:
		headers = {
			"Host": self.address.removeprefix("http://"),
			"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
			"Accept": "application/json",
			"Content-Type": "application/x-www-form-urlencoded",
		}
		self._connection.request(verb, path, body, headers)
		answer = self._connection.getresponse()
		content = answer.read()
		if answer.status != 200:
			raise RuntimeError(f"{verb} {path}: {answer.status} {content[:500]!r}")
		for cookie in answer.msg.get_all("Set-Cookie") or []:
			name, value = cookie.split(";", 1)[0].split("=", 1)
			self.cookies[name] = value
		return content
