"""`./dev` as a guest on a bench of somebody else's, which is made up but has real processes, ports and Redis servers."""

import hashlib
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
MADE_UP = Path(__file__).with_name("bench")
# bench refuses to run as root, and so does ./dev on a bench of root's.
USER = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
# Root's own Python lies where nobody else may look.
PYTHON = shutil.which("python3", path="/usr/bin:/usr/local/bin")
SITE = "workshop-crm.localhost"


@dataclass
class Said:
	status: int
	text: str


@dataclass
class Guest:
	"""A checkout with only what `./dev` needs, and the bench it comes to. All belong to an ordinary user."""

	folder: Path
	running: list[subprocess.Popen[str]] = field(default_factory=list)

	@property
	def bench(self) -> Path:
		return self.folder / "bench"

	@property
	def checkout(self) -> Path:
		return self.folder / "checkout"

	@property
	def app(self) -> Path:
		return self.bench / "apps" / "workshop_crm"

	@property
	def calls(self) -> list[str]:
		log = self.bench / "calls.log"
		return log.read_text().splitlines() if log.exists() else []

	def dev(self, *arguments: str, **environment: str) -> Said:
		"""Run `./dev`; returns its exit code and everything it printed."""
		process = self.start(*arguments, **environment)
		text = process.communicate(timeout=90)[0]
		return Said(process.returncode, text)

	def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
		options: dict[str, Any] = {}
		if os.geteuid() == 0:
			options = {"user": USER.pw_uid, "group": USER.pw_gid, "extra_groups": []}
		process = subprocess.Popen(
			["bash", "./dev", *arguments],
			cwd=self.checkout,
			env=self._environment(environment),
			stdin=subprocess.DEVNULL,
			stdout=subprocess.PIPE,
			stderr=subprocess.STDOUT,
			text=True,
			start_new_session=True,
			**options,
		)
		self.running.append(process)
		return process

	def _environment(self, more: dict[str, str]) -> dict[str, str]:
		home = self.folder / "home"
		path = f"{home}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
		return {
			"HOME": str(home),
			"PATH": path,
			"TMPDIR": str(self.folder / "tmp"),
			"BENCH_PATH": str(self.bench),
			"LANG": "C.UTF-8",
			**more,
		}

	def own(self) -> None:
		"""Give what the test has written to the bench's owner."""
		if os.geteuid() == 0:
			subprocess.run(["chown", "-R", f"{USER.pw_uid}:{USER.pw_gid}", self.folder], check=True)

	def make_site(self, name: str, *apps: str) -> None:
		site = self.bench / "sites" / name
		(site / "public" / "files").mkdir(parents=True)
		(site / "site_config.json").write_text("{}")
		(site / "apps").write_text("\n".join(apps) + "\n")
		self.own()

	def end(self) -> None:
		for process in self.running:
			if process.poll() is None:
				process.send_signal(signal.SIGTERM)
				process.communicate(timeout=60)


@dataclass(frozen=True)
class Redis:
	port: int

	def ask(self, *words: str) -> str:
		command = ["redis-cli", "-p", str(self.port), *words]
		return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()

	def is_up(self) -> bool:
		return self.ask("ping") == "PONG"

	def connect(self) -> socket.socket:
		"""Somebody else's connection."""
		connection = socket.create_connection(("127.0.0.1", self.port))
		connection.sendall(b"PING\r\n")
		assert connection.recv(10) == b"+PONG\r\n"
		return connection


@pytest.fixture
def guest() -> Iterator[Guest]:
	if not PYTHON:
		pytest.skip("there is no python3 that every user of this machine can run")
	# Not pytest's own folder: only the user who runs the tests may look into that.
	guest = Guest(Path(tempfile.mkdtemp(prefix="workshop-crm-dev-")))
	guest.folder.chmod(0o755)
	(guest.folder / "tmp").mkdir()
	# MariaDB is only asked whether it is there.
	with socket.create_server(("127.0.0.1", 0)) as database:
		_make_home(guest.folder / "home")
		_make_checkout(guest.checkout)
		_make_bench(guest, database.getsockname()[1])
		guest.own()
		yield guest
		guest.end()
	for kind in ("cache", "queue"):
		subprocess.run(["redis-cli", "-p", _port_in(guest, kind), "shutdown", "nosave"], capture_output=True)
	shutil.rmtree(guest.folder)


@pytest.fixture
def queue(guest: Guest) -> Redis:
	"""The bench's Redis for jobs; it is down until something starts it."""
	if not shutil.which("redis-server"):
		pytest.skip("there is no redis-server on this machine")
	return Redis(int(_port_in(guest, "queue")))


@pytest.fixture(scope="session")
def _running_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
	if not shutil.which("redis-server"):
		pytest.skip("there is no redis-server on this machine")
	redis = Redis(_free_port())
	folder = str(tmp_path_factory.mktemp("redis"))
	options = ["--port", str(redis.port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
	with subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL) as server:
		_wait_until(redis.is_up, "Redis")
		yield redis
		server.terminate()


@pytest.fixture
def services(guest: Guest, _running_redis: Redis) -> None:
	"""The bench's Redis servers are up already."""
	settings = guest.bench / "sites" / "common_site_config.json"
	settings.write_text(re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{_running_redis.port}", settings.read_text()))


@pytest.fixture
def wait_until() -> Any:
	return _wait_until


def _wait_until(probe: Any, what: str, seconds: float = 30) -> Any:
	end = time.monotonic() + seconds
	while time.monotonic() < end:
		if answer := probe():
			return answer
		time.sleep(0.05)
	pytest.fail(f"{what} did not happen within {seconds:.0f} s")


@pytest.fixture
def free_port() -> int:
	return _free_port()


def _make_home(home: Path) -> None:
	(home / "bin").mkdir(parents=True)
	shutil.copy2(MADE_UP / "bench.py", home / "bench.py")
	_write_program(home / "bin" / "bench", f'exec {PYTHON} {home}/bench.py "$@"')
	_write_program(
		home / "bin" / "node",
		'if [ -e broken-socketio ]; then echo "no such module"; exit 1; fi\nexec sleep 600',
	)
	# Knows one password, and who asked with which arguments is for others to see.
	_write_program(
		home / "bin" / "mariadb",
		f'echo "$@" >>{home}/mariadb.log\n[[ "${{MYSQL_PWD:-}}" = root || "${{MYSQL_PWD:-}}" = of-the-root ]]',
	)
	(home / ".bash_profile").write_text(f"export PATH={home}/bin:$PATH\n")


def _make_checkout(checkout: Path) -> None:
	for name in ("dev", "pyproject.toml"):
		checkout.mkdir(exist_ok=True)
		shutil.copy2(ROOT / name, checkout / name)
	shutil.copytree(
		ROOT / "scripts", checkout / "scripts", ignore=shutil.ignore_patterns("__pycache__", "node_modules")
	)
	shutil.copytree(
		ROOT / "benchmarks", checkout / "benchmarks", ignore=shutil.ignore_patterns("__pycache__", "data")
	)
	for name in ("hooks.py", "public/js/screen.js", "locale/ar.po"):
		file = checkout / "workshop_crm" / name
		file.parent.mkdir(parents=True, exist_ok=True)
		file.write_text(f"the checkout's {name}\n")
	subprocess.run(["git", "init", "-q", checkout], check=True)


def _make_bench(guest: Guest, database_port: int) -> None:
	bench = guest.bench
	for name in ("apps/erpnext", "apps/frappe", "sites", "config", "env/bin"):
		(bench / name).mkdir(parents=True)
	(bench / "sites" / "apps.txt").write_text("frappe\nerpnext\n")
	ports = {kind: _free_port() for kind in ("cache", "queue")}
	settings = ", ".join(f'"redis_{kind}": "redis://127.0.0.1:{port}"' for kind, port in ports.items())
	(bench / "sites" / "common_site_config.json").write_text(f'{{"db_port": {database_port}, {settings}}}')
	for kind, port in ports.items():
		lines = (
			f"port {port}",
			"bind 127.0.0.1",
			f"dir {bench}/config",
			f"dbfilename {kind}.rdb",
			'save ""',
			"",
		)
		(bench / "config" / f"redis_{kind}.conf").write_text("\n".join(lines))
	shutil.copytree(MADE_UP / "lib", bench / "lib")
	_write_program(bench / "env" / "bin" / "python", f'PYTHONPATH={bench}/lib exec {PYTHON} "$@"')
	# The app's packages are there already.
	wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
	(bench / "env" / ".workshop_crm-installed").write_text(wanted)


def _write_program(path: Path, lines: str) -> None:
	path.write_text(f"#!/bin/bash\n{lines}\n")
	path.chmod(0o755)


def _port_in(guest: Guest, kind: str) -> str:
	return (guest.bench / "config" / f"redis_{kind}.conf").read_text().split()[1]


def _free_port() -> int:
	with socket.socket() as probe:
		probe.bind(("127.0.0.1", 0))
		return int(probe.getsockname()[1])
