"""A bench, and a site of its own on which the app comes and goes."""

import json
import os
import pwd
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SITE = "workshop-crm-lifecycle.localhost"
STATE_SCRIPT = Path(__file__).with_name("site_state.py")
ROOT = Path(__file__).parents[2]
APP_SOURCE = ROOT / "workshop_crm"
COMMAND_WITH_SECRETS = (ROOT / "scripts" / "lib" / "frappe_command.py").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Bench:
	"""Runs commands in a bench's folder, as the bench's owner and with that user's own environment."""

	path: Path

	@property
	def owner(self) -> str:
		return pwd.getpwuid(self.path.stat().st_uid).pw_name

	def run(self, *command: str, folder: str = ".", text: str | None = None) -> str:
		"""Standard output of `command`. Raises AssertionError with everything it printed when it fails."""
		line = f"cd {shlex.quote(str(self.path / folder))} && {shlex.join(command)}"
		done = subprocess.run(self._as_owner(line), input=text, capture_output=True, text=True, timeout=1200)
		assert done.returncode == 0, (
			f"{shlex.join(command)} failed:\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
		)
		return done.stdout

	def run_as_database_admin(self, *command: str) -> str:
		"""A command of Frappe that makes, restores or drops a database; no process list shows the password."""
		python = ("../env/bin/python", "-c", COMMAND_WITH_SECRETS)
		return self.run(*python, *command, folder="sites", text="\n".join(_database_admin()))

	def _as_owner(self, line: str) -> list[str]:
		if os.geteuid() == self.path.stat().st_uid:
			return ["bash", "-lc", line]
		login = ["runuser", "-l", self.owner, "-c", line]
		return login if os.geteuid() == 0 else ["sudo", "-n", *login]


@dataclass(frozen=True)
class Site:
	"""The life-cycle site: ERPNext alone, until a test installs the app."""

	bench: Bench
	name: str = SITE

	def bench_command(self, *arguments: str) -> str:
		return self.bench.run("bench", "--site", self.name, *arguments)

	def install(self) -> None:
		self.bench_command("install-app", "workshop_crm")

	def migrate(self) -> None:
		self.bench_command("migrate")

	def uninstall(self) -> None:
		self.bench_command("uninstall-app", "workshop_crm", "--yes", "--no-backup")

	def dry_run_of_uninstall(self) -> None:
		self.bench_command("uninstall-app", "workshop_crm", "--yes", "--no-backup", "--dry-run")

	def files(self, folder: str) -> list[str]:
		found = self.bench.run(
			"find", ".", "-path", f"./{folder}/*", "-type", "f", folder=f"sites/{self.name}"
		)
		return found.split()

	def python(self, code: str) -> str:
		"""Run `code` in the bench's Python, connected to the site as Administrator."""
		start = f"import frappe; frappe.init(site={self.name!r}, sites_path='.'); frappe.connect()\n"
		return self.bench.run("../env/bin/python", "-", folder="sites", text=start + code)

	def state(self, what: str) -> dict[str, Any]:
		"""`what`: "owned" or "all", see site_state.py."""
		script = STATE_SCRIPT.read_text(encoding="utf-8")
		command = ("../env/bin/python", "-", self.name, what)
		return json.loads(self.bench.run(*command, folder="sites", text=script))


@pytest.fixture(scope="session")
def bench() -> Bench:
	given = os.environ.get("BENCH_PATH")
	path = Path(given or "/home/frappe/frappe-bench")
	if given and not (path / "apps" / "erpnext").is_dir():
		pytest.fail(f"BENCH_PATH is {given}, and no bench with ERPNext is there.")
	if not (path / "apps" / "erpnext").is_dir():
		pytest.skip("LEFT OUT: no bench with ERPNext found. BENCH_PATH names one.")
	assert (path / "apps" / "workshop_crm").is_dir(), "The app is not in the bench. Run ./dev site first."
	return Bench(path.resolve())


@pytest.fixture(scope="session")
def clean_site(bench: Bench) -> Site:
	"""The site with ERPNext and without the app, from a snapshot; made anew when ERPNext or Frappe changed."""
	site = Site(bench)
	snapshot = bench.path / "sites" / SITE / f"snapshot-{_versions(bench)}.sql.gz"
	if snapshot.exists():
		bench.run_as_database_admin("--site", SITE, "--force", "restore", str(snapshot))
	else:
		_make_site(bench)
		site.bench_command("backup", "--backup-path-db", str(snapshot))
	return site


@pytest.fixture(scope="session")
def app_is_current(bench: Bench) -> None:
	"""A bench with another version of the app would prove nothing about this one."""
	copy = bench.path / "apps" / "workshop_crm" / "workshop_crm"
	for file in _lifecycle_files():
		in_bench = copy / file.relative_to(APP_SOURCE)
		assert (in_bench.read_bytes() if in_bench.is_file() else None) == file.read_bytes(), (
			f"{in_bench} differs from {file}: the bench runs another version of the app. Run ./dev site first."
		)


def _lifecycle_files() -> Iterator[Path]:
	for name in (
		"hooks.py",
		"install.py",
		"uninstall.py",
		"custom_fields.py",
		"customize_forms.py",
		"patches.txt",
	):
		yield APP_SOURCE / name
	yield from (APP_SOURCE / "workshop_crm").rglob("*.json")


def _versions(bench: Bench) -> str:
	code = "import frappe, erpnext; print(frappe.__version__, erpnext.__version__, sep='-')"
	return bench.run("env/bin/python", "-c", code).strip()


def _make_site(bench: Bench) -> None:
	if (bench.path / "sites" / SITE).exists():
		bench.run_as_database_admin("drop-site", SITE, "--force", "--no-backup")
	bench.run_as_database_admin(
		*("new-site", SITE, "--admin-password", "admin", "--install-app", "erpnext"),
		*("--mariadb-user-host-login-scope", "%"),
	)


def _database_admin() -> list[str]:
	"""Empty when MARIADB_ROOT_PASSWORD is set to nothing: the bench's own settings know it then."""
	password = os.environ.get("MARIADB_ROOT_PASSWORD", "root")
	user = os.environ.get("MARIADB_ROOT_USERNAME") or "root"
	return ["--mariadb-root-username", user, "--mariadb-root-password", password] if password else []
