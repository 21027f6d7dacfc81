"""Are points right to the last one, and what does that cost?

python -m benchmarks.loyalty STOCK_SITE APP_SITE [--redemptions N] [--workers N] [--steps N] [--site-steps N]
[--rounds N], in the bench's folder `sites`. `./dev benchmark loyalty` finds the bench and makes the sites first.
"""

from __future__ import annotations

import argparse
import json
import sys

from benchmarks.loyalty import back_test, on_site, rules, stored, submits, tills
from benchmarks.loyalty.progress import Progress
from benchmarks.loyalty.steps import Lives

MAX_SHOWN = 20


def main() -> None:
	"""Print one JSON object, last."""
	arguments = _arguments()
	lives = Lives()
	lives.run(arguments.steps, Progress("steps", arguments.steps))
	on_mariadb = on_site.run(arguments.app, arguments.site_steps)
	breaks = [*lives.breaks, *stored.breaks(lives), *on_mariadb.breaks]
	for broken in breaks[:MAX_SHOWN]:
		print(broken, file=sys.stderr)
	added = submits.added_p95(arguments.stock, arguments.app, arguments.rounds)
	found = tills.redeem_at_once(arguments.app, arguments.redemptions, arguments.workers)
	print(f"redemptions: {found}", file=sys.stderr)
	print(
		json.dumps(
			{
				"redemptions": found.attempts,
				"workers": arguments.workers,
				"overspent": found.overspent,
				"submit_added_p95_ms": added,
				"ledger_steps": lives.done,
				"ledger_steps_on_mariadb": on_mariadb.done,
				"ledger_breaks": len(breaks) + found.differences,
				"deleted_rows": found.deleted,
				"rules_50_lines_ms": rules.milliseconds(),
				"backtest_100k_seconds": back_test.seconds(),
			}
		)
	)
	sys.exit(1 if found.overspent or found.failed or found.deleted or found.differences or breaks else 0)


def _arguments() -> argparse.Namespace:
	parser = argparse.ArgumentParser(
		description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
	)
	parser.add_argument("stock")
	parser.add_argument("app")
	parser.add_argument("--redemptions", type=int, default=10_000, help="default: %(default)s")
	parser.add_argument("--workers", type=int, default=32, help="at once (default: %(default)s)")
	parser.add_argument("--steps", type=int, default=100_000, help="of the ledger (default: %(default)s)")
	parser.add_argument("--site-steps", type=int, default=3_000, help="on MariaDB (default: %(default)s)")
	parser.add_argument("--rounds", type=int, default=40, help="submits on each site (default: %(default)s)")
	return parser.parse_args()


if __name__ == "__main__":
	main()
