"""Real Elasticsearch nodes on this machine, for tests: built once from Maven Central, started and stopped as needed.

`python tests/search_nodes.py` runs one and prints its address. The server and the folder tests/elasticsearch make up what is built; WORKSHOP_CRM_ES_HOME says where, outside the checkout.
"""

import fcntl
import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

SOURCES = Path(__file__).parent / "elasticsearch"
MIN_JAVA = 17
SECONDS_TO_BUILD = 600
SECONDS_TO_START = 120
_JAVA_OPTIONS = (
	"-Xms256m",
	"-Xmx512m",
	"-XX:TieredStopAtLevel=1",
	"-XX:+UseSerialGC",
	"-Dfile.encoding=UTF-8",
	"-Djna.nosys=true",
	"-Dlog4j2.disable.jmx=true",
	"-Dio.netty.noUnsafe=true",
	"-Dio.netty.noKeySetOptimization=true",
)
# What Maven says when it cannot reach Maven Central, which is no fault of the project.
_NOT_REACHED = re.compile(r"Could not (?:transfer|resolve|find artifact)|Unknown host|Connection refused")


class NotPossible(Exception):
	"""No node can be had here; the text says why."""


def built_home() -> Path:
	"""The folder of a built node, built first when there is none from these sources. Raises NotPossible."""
	home = _folder() / _digest()
	home.parent.mkdir(parents=True, exist_ok=True)
	with (home.parent / "lock").open("w") as lock:
		fcntl.flock(lock, fcntl.LOCK_EX)
		if not home.exists():
			_require_tools()
			_build(home)
	return home


@dataclass
class Node:
	"""One node: `start` waits until it answers; `kill` is kill -9; what it stored stays in `folder`."""

	home: Path
	folder: Path
	settings: dict[str, str] = field(default_factory=dict)
	port: int = 0
	process: subprocess.Popen | None = None

	@property
	def address(self) -> str:
		return f"http://127.0.0.1:{self.port}"

	def launch(self) -> None:
		"""Begin to start, on the same port as before."""
		self.port = self.port or free_port()
		self.folder.mkdir(parents=True, exist_ok=True)
		settings = {"discovery.type": "single-node", "transport.port": str(free_port()), "node.name": "node"}
		settings |= {"http.port": str(self.port), "path.data": str(self.folder / "data"), **self.settings}
		command = [
			"java",
			*_JAVA_OPTIONS,
			"-cp",
			f"{self.home}/lib/*",
			"node.TestNode",
			str(self.home),
			*(f"{name}={value}" for name, value in settings.items()),
		]
		with (self.folder / "log").open("ab") as log:
			self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)

	def wait(self, nodes: int = 1) -> None:
		"""Until the cluster has as many nodes and every copy of every index."""
		url = f"{self.address}/_cluster/health?wait_for_nodes={nodes}&wait_for_status=green&timeout=5s"
		until = time.monotonic() + SECONDS_TO_START
		while time.monotonic() < until:
			if self.process.poll() is not None:
				break
			try:
				with urllib.request.urlopen(url, timeout=10) as answer:
					if answer.status == 200:
						return
			except (urllib.error.URLError, OSError):
				time.sleep(0.2)
		tail = (self.folder / "log").read_text(encoding="utf-8", errors="replace")[-2000:]
		self.stop()
		raise RuntimeError(f"The Elasticsearch node did not start:\n{tail}")

	def start(self) -> None:
		self.launch()
		self.wait()

	def kill(self) -> None:
		"""No time to write anything down."""
		self.process.send_signal(signal.SIGKILL)
		self.process.wait()

	def stop(self) -> None:
		if self.process and self.process.poll() is None:
			self.process.terminate()
			try:
				self.process.wait(20)
			except subprocess.TimeoutExpired:
				self.kill()


def cluster(home: Path, folder: Path, count: int) -> list[Node]:
	"""`count` nodes that found each other."""
	ports = [free_port() for _ in range(count)]
	nodes = []
	for number, port in enumerate(ports, start=1):
		settings = {
			"cluster.name": f"tests-{ports[0]}",
			"node.name": f"n{number}",
			"transport.port": str(port),
			"discovery.type": "multi-node",
			"discovery.seed_hosts": ",".join(f"127.0.0.1:{port}" for port in ports),
			"cluster.initial_master_nodes": ",".join(f"n{number}" for number in range(1, count + 1)),
		}
		nodes.append(Node(home, folder / f"n{number}", settings))
	try:
		for node in nodes:
			node.launch()
		for node in nodes:
			node.wait(count)
	except BaseException:
		for node in nodes:
			node.stop()
		raise
	return nodes


def free_port() -> int:
	with socket.socket() as listener:
		listener.bind(("127.0.0.1", 0))
		return listener.getsockname()[1]


def _folder() -> Path:
	named = os.environ.get("WORKSHOP_CRM_ES_HOME")
	return Path(named) if named else Path.home() / ".cache" / "workshop_crm" / "elasticsearch"


def _digest() -> str:
	digest = hashlib.sha256()
	for path in sorted(SOURCES.rglob("*")):
		if path.is_file():
			digest.update(str(path.relative_to(SOURCES)).encode() + b"\0" + path.read_bytes())
	return digest.hexdigest()[:12]


def _require_tools() -> None:
	for command in ("java", "javac", "mvn"):
		if not shutil.which(command):
			raise NotPossible(f"there is no {command}; JDK {MIN_JAVA} or later and Maven are needed")
	answer = subprocess.run(["javac", "-version"], capture_output=True, text=True, check=False)
	found = re.search(r"javac (\d+)", answer.stdout + answer.stderr)
	if not found or int(found[1]) < MIN_JAVA:
		raise NotPossible(f"{found[0] if found else 'javac'} is too old; JDK {MIN_JAVA} or later is needed")


def _build(home: Path) -> None:
	work = Path(tempfile.mkdtemp(prefix="building-", dir=home.parent))
	try:
		shutil.copytree(SOURCES / "home", work, dirs_exist_ok=True)
		command = ["mvn", "-q", "-B", "-f", str(SOURCES / "pom.xml"), f"-Dhome={work}", "package"]
		answer = subprocess.run(
			command, capture_output=True, text=True, check=False, timeout=SECONDS_TO_BUILD
		)
		said = answer.stdout + answer.stderr
		if answer.returncode and _NOT_REACHED.search(said):
			raise NotPossible("Maven could not fetch the server from Maven Central")
		if answer.returncode:
			raise RuntimeError(f"Maven could not build the node:\n{said[-3000:]}")
		shutil.rmtree(work / "build")
		work.rename(home)
	finally:
		shutil.rmtree(work, ignore_errors=True)


def main() -> None:
	"""One node until the process is ended; prints its address when it answers."""
	node = Node(built_home(), Path(tempfile.mkdtemp(prefix="workshop-crm-elasticsearch-")))
	signal.signal(signal.SIGTERM, lambda *_: sys.exit())
	try:
		node.start()
		print(node.address, flush=True)
		node.process.wait()
	finally:
		node.stop()
		shutil.rmtree(node.folder)


if __name__ == "__main__":
	try:
		main()
	except NotPossible as reason:
		sys.exit(str(reason))
