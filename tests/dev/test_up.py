"""`./dev up`: what answers on its port, what it says when a program ends, and what it leaves behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

SITE = "workshop-crm.localhost"
# Any Frappe answers so.
PONG = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

class Answers(BaseHTTPRequestHandler):
	def do_GET(self):
		self.send_response(200)
		self.end_headers()
		self.wfile.write(b'{"message":"pong"}')

HTTPServer(("127.0.0.1", int(sys.argv[1])), Answers).serve_forever()
"""


@pytest.fixture(autouse=True)
def _site(guest, services):
	"""The site is there, and /etc/hosts need not know it."""
	guest.make_site(SITE, "frappe", "erpnext", "workshop_crm")
	program = guest.folder / "home" / "bin" / "getent"
	program.write_text("#!/bin/bash\nexit 0\n")
	program.chmod(0o755)


class Up:
	"""`./dev up`, read line by line while it runs."""

	def __init__(self, guest: Any, port: int, **environment: str) -> None:
		self.process = guest.start("up", "--port", str(port), **environment)
		self.text = ""

	def read_until(self, words: str) -> None:
		for line in self.process.stdout:
			self.text += line
			if words in line:
				return
		pytest.fail(f"{words!r} was not said:\n{self.text}")

	def end(self, how: int = signal.SIGTERM) -> int:
		self.process.send_signal(how)
		return self.read_rest()

	def read_rest(self) -> int:
		self.text += self.process.communicate(timeout=60)[0]
		return self.process.returncode


def processes_of(guest) -> dict[int, str]:
	"""Command lines of what runs in the bench, by process."""
	found = {}
	for folder in Path("/proc").iterdir():
		try:
			if folder.name.isdigit() and (folder / "cwd").readlink().is_relative_to(guest.bench):
				found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
		except OSError:
			continue
	return found


def kill_program(guest, words: str) -> None:
	for process, command in processes_of(guest).items():
		if words in command:
			os.kill(process, signal.SIGKILL)


def test_the_address_is_said_once_the_site_itself_answers_and_ending_it_leaves_nothing_running(
	guest, free_port
):
	up = Up(guest, free_port)
	up.read_until(f"http://{SITE}:{free_port}/app/workshop-crm  (Administrator / admin)")
	with socket.create_connection(("127.0.0.1", free_port)):
		pass
	assert len(processes_of(guest)) >= 4
	up.end()
	assert processes_of(guest) == {}
	assert list((guest.bench / "sites" / SITE / "public" / "files").iterdir()) == []


def test_a_foreign_program_on_the_port_is_named_and_nothing_is_begun(guest, free_port):
	with socket.create_server(("127.0.0.1", free_port)):
		said = guest.dev("up", "--port", str(free_port))
	assert said.status == 1
	assert f"port {free_port} is taken" in said.text
	assert "--port N" in said.text
	assert guest.calls == []


def test_a_site_that_is_served_on_the_port_already_is_not_taken_for_ours(guest, free_port):
	with subprocess.Popen([sys.executable, "-c", PONG, str(free_port)], stderr=subprocess.DEVNULL) as process:
		try:
			wait_for_port(free_port)
			said = guest.dev("up", "--port", str(free_port))
		finally:
			process.kill()
	assert said.status == 1
	assert f"a site is served on port {free_port} already" in said.text
	assert guest.calls == []


def wait_for_port(port: int) -> None:
	for _ in range(100):
		try:
			socket.create_connection(("127.0.0.1", port)).close()
			return
		except OSError:
			time.sleep(0.05)
	pytest.fail(f"nothing answers on port {port}")


def test_a_server_that_dies_at_its_start_is_reported_with_the_end_of_its_log_and_where_it_is(
	guest, free_port
):
	(guest.bench / "broken").touch()
	said = guest.dev("up", "--port", str(free_port))
	assert said.status == 1
	assert f"the web server of {SITE} has ended by itself" in said.text
	assert "ImportError: the module of the day is missing" in said.text
	log = Path(re.search(r"its log, (\S+):", said.text)[1])
	assert "ImportError" in log.read_text()
	assert "/app/workshop-crm" not in said.text


def test_an_answer_that_is_not_the_sites_own_does_not_count(guest, free_port):
	"""As of a Frappe that got the port an instant earlier."""
	(guest.folder / "home" / "bench.py").write_text(
		(guest.folder / "home" / "bench.py").read_text().replace('self.path.lstrip("/")', '"elsewhere"')
	)
	said = guest.dev("up", "--port", str(free_port), SECONDS_TO_ANSWER="3")
	assert said.status == 1
	assert f"{SITE} did not answer on port {free_port}" in said.text


def test_a_server_that_dies_later_ends_the_verb_and_says_why(guest, free_port):
	up = Up(guest, free_port)
	up.read_until("/app/workshop-crm")
	kill_program(guest, "serve --port")
	assert up.read_rest() == 1
	assert f"the web server of {SITE} has ended by itself" in up.text
	assert f"{SITE} is no longer served" in up.text
	assert processes_of(guest) == {}


def test_live_updates_that_cannot_start_are_reported_and_the_site_goes_on(guest, free_port):
	(guest.bench / "broken-socketio").touch()
	up = Up(guest, free_port)
	up.read_until("socketio, which brings live updates to the desk, has ended by itself")
	up.read_until("no such module")
	wait_for_port(free_port)
	up.end()


def test_a_job_under_way_is_finished_before_the_worker_ends(guest, free_port, wait_until):
	(guest.bench / "job-seconds").write_text("4")
	job = guest.bench / "job.log"
	up = Up(guest, free_port)
	up.read_until("/app/workshop-crm")
	wait_until(job.exists, "the job's beginning")
	up.end()
	assert job.read_text() == "begun\nfinished\n"
