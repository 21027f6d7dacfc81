"""python -m benchmarks.profile.site SITE VERB [arguments], in the bench's folder `sites`; prints one JSON object last."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

import frappe

from benchmarks.profile.site import seed, switch, user
from benchmarks.profile.size import Size


def main() -> None:
	arguments = _arguments()
	frappe.init(arguments.site)
	frappe.connect()
	try:
		frappe.set_user("Administrator")
		print(json.dumps(_run(arguments)))
	finally:
		frappe.destroy()


def _arguments() -> argparse.Namespace:
	parser = argparse.ArgumentParser()
	parser.add_argument("site")
	parser.add_argument("verb", choices=("seed", "adviser", "customers", "app-off", "app-on", "list-app"))
	parser.add_argument("--fresh", action="store_true")
	parser.add_argument("--count", type=int, default=1)
	Size.add_arguments(parser)
	return parser.parse_args()


def _run(arguments: argparse.Namespace) -> Any:
	if arguments.verb == "seed":
		size = Size.of(arguments)
		return {"seeded": seed.seed(size, arguments.fresh, lambda line: print(line, file=sys.stderr))}
	if arguments.verb == "adviser":
		return user.log_in()
	if arguments.verb == "customers":
		return user.choose_customers(arguments.count)
	if arguments.verb == "list-app":
		switch.list_app()
	else:
		switch.turn(on=arguments.verb == "app-on")
	return {}


if __name__ == "__main__":
	main()
