"""How fast is the dashboard at a million invoices?

python -m benchmarks.dashboard [--preview] [--rows N] [--customers N] [--vehicles N] [--invoices N]
`./dev benchmark dashboard` measures ERPNext where there is a bench and the preview where there is none.
"""

from __future__ import annotations

import argparse
import json
import os

from benchmarks.dashboard import erpnext, in_core, preview
from benchmarks.profile.size import Size


def main() -> None:
	"""Print one JSON object."""
	arguments = _arguments()
	size = Size.of(arguments)
	if arguments.rows:
		report = in_core.measure(arguments.rows)
	elif arguments.preview or "BENCH" not in os.environ:
		report = preview.measure(arguments.invoices)
	else:
		report = erpnext.measure(size, not arguments.without_job)
	print(json.dumps({"benchmark": "dashboard", **report}))


def _arguments() -> argparse.Namespace:
	parser = argparse.ArgumentParser(prog="./dev benchmark dashboard")
	parser.add_argument("--preview", action="store_true", help="the preview, also where there is a bench")
	parser.add_argument(
		"--rows", type=int, metavar="N", help="columns of N made-up rows alone, without a host"
	)
	parser.add_argument(
		"--without-job", action="store_true", help="on ERPNext: with the columns that are there"
	)
	Size.add_arguments(parser)
	return parser.parse_args()


if __name__ == "__main__":
	main()
