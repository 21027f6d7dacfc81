"""The bench from outside: commands on the benchmark's site, and the web server in front of it."""

from __future__ import annotations

import json
import os
import pwd
import shlex
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

SITE = "workshop-crm-benchmark.localhost"
# The workers and threads of Frappe's own images. A connection serves one request, as between nginx and gunicorn: else
# a browser's requests at the same time may all wait for one worker while the other has nothing to do.
SERVER = (
	"--workers",
	"2",
	"--threads",
	"4",
	"--worker-class",
	"gthread",
	"--keep-alive",
	"0",
	"--timeout",
	"120",
)
_ROOT = Path(__file__).resolve().parents[2]


class Bench:
	"""A bench, found and owned as `scripts/lib/bench.sh` says in BENCH and OWNER."""

	def __init__(self) -> None:
		self.path, self.owner = Path(os.environ["BENCH"]), os.environ["OWNER"]

	def on_site(self, verb: str, *arguments: str) -> Any:
		"""Run a verb of `benchmarks.profile.site`; returns what it printed last. Raises CalledProcessError."""
		return self.run("benchmarks.profile.site", verb, *arguments)

	def run(self, module: str, *arguments: str) -> Any:
		"""Run a module with the site and these arguments; returns what it printed last. Raises CalledProcessError."""
		command = self._command("../env/bin/python", "-m", module, SITE, *arguments)
		done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
		return json.loads(done.stdout.strip().rsplit("\n", 1)[-1])

	@contextmanager
	def server(self) -> Iterator[int]:
		"""Serve the site with gunicorn; gives the port. What it says is kept in the bench's logs."""
		port = _free_port()
		gunicorn = (
			"../env/bin/gunicorn",
			"--bind",
			f"127.0.0.1:{port}",
			*SERVER,
			"--preload",
			"benchmarks.profile.site.web:application",
		)
		log = self.path / "logs" / "workshop_crm_benchmark.log"
		shell = self._command(*gunicorn, log=log)
		process = subprocess.Popen(shell, stdout=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL)
		assert process.stdout is not None
		leader = int(process.stdout.readline())
		try:
			_wait_for_site(port, log)
			yield port
		finally:
			self._stop(leader)
			process.wait(timeout=60)

	def _stop(self, leader: int) -> None:
		subprocess.run(self._command("kill", str(leader)), check=False)

	def _command(self, *words: str, log: Path | None = None) -> list[str]:
		"""The words as a command of the bench's owner in the folder `sites`; with a log, it first tells its number."""
		line = f"PYTHONPATH={shlex.quote(str(self._packages()))} exec {shlex.join(words)}"
		if log:
			line = f"echo $$; {line} >{shlex.quote(str(log))} 2>&1"
		line = f"cd {shlex.quote(str(self.path / 'sites'))} && {{ {line}; }}"
		if self.owner == pwd.getpwuid(os.getuid()).pw_name:
			return ["bash", "-lc", line]
		become = ["runuser", "-l", self.owner, "-c", line]
		return become if os.getuid() == 0 else ["sudo", *become]

	def _packages(self) -> Path:
		"""Where the bench's owner can read this package: the copy in the bench, or this checkout."""
		copy = self.path / "apps" / "workshop_crm"
		return copy if (copy / "benchmarks" / "profile").is_dir() else _ROOT


def _free_port() -> int:
	with socket.socket() as probe:
		probe.bind(("127.0.0.1", 0))
		return int(probe.getsockname()[1])


def _wait_for_site(port: int, log: Path) -> None:
	for _try in range(300):
		try:
			asked = HTTPConnection("127.0.0.1", port, timeout=60)
			asked.request("GET", "/api/method/ping", headers={"Host": f"{SITE}:{port}"})
			if asked.getresponse().status == 200:
				return
		except OSError:
			pass
		time.sleep(0.2)
	raise SystemExit(f"The web server does not answer; see {log}.")
