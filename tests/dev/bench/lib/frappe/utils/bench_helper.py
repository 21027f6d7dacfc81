"""Notes what a command was given, and what any user of the machine could read of it meanwhile."""

import json
import os
import sys
from pathlib import Path

import frappe.database


def main():
	arguments = sys.argv[1:]
	_binary, options, _name = frappe.database.get_command(password="of-the-site")
	told = {
		"arguments": arguments,
		"seen": [*_command_lines(), " ".join(options)],
		"password for programs": os.environ.get("MYSQL_PWD"),
	}
	with Path("../secrets.log").open("a") as log:
		log.write(json.dumps(told) + "\n")
	if "new-site" in arguments:
		_make_site(arguments[arguments.index("new-site") + 1])


def _command_lines():
	"""Of this process and of all above it."""
	process = os.getpid()
	while process > 1:
		yield Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")
		process = int(Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[1])


def _make_site(name):
	(Path(name) / "public" / "files").mkdir(parents=True)
	(Path(name) / "site_config.json").write_text("{}")
	(Path(name) / "apps").write_text("frappe\nerpnext\n")
