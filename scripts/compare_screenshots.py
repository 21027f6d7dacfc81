"""Compares the pictures of screens in two folders: python scripts/compare_screenshots.py EARLIER LATER

Into LATER/differences go a picture of each screen that changed (before, after, and where) and the report.
"""

import argparse
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops

TOLERANCE = 8
"""How far a pixel's colour may be off, of 255: text is smoothed a little otherwise on another machine."""
MAX_SHARE = 0.0
"""Share of a picture's pixels that may differ: one letter on a long page is a hundred thousandth."""
DIFFERENCES, REPORT = "differences", "report.txt"
GAP = 16
RED = (220, 0, 30)


class Comparison(NamedTuple):
	"""`share`: of the pixels that differ (0..1); None where there is a picture in one folder only."""

	name: str
	verdict: str
	share: float | None = None

	@property
	def is_wrong(self) -> bool:
		"""A new screen is no loss, and has nothing to be compared with."""
		return self.verdict in ("changed", "missing")

	def __str__(self) -> str:
		return f"{self.name:32}{'' if self.share is None else f'{self.share:9.4%}':>9}  {self.verdict}"


def compare(earlier: Path, later: Path, most: float = MAX_SHARE) -> list[Comparison]:
	"""Every picture by name; draws the differences of those that changed."""
	before, after = _pictures(earlier), _pictures(later)
	folder = later / DIFFERENCES
	shutil.rmtree(folder, ignore_errors=True)
	folder.mkdir()
	found = []
	for name in sorted(before.keys() | after.keys()):
		if name not in after:
			found.append(Comparison(name, "missing"))
		elif name not in before:
			found.append(Comparison(name, "new"))
		else:
			found.append(_compared(name, before[name], after[name], folder, most))
	return found


def _pictures(folder: Path) -> dict[str, Path]:
	return {path.stem: path for path in folder.glob("*.png")}


def _compared(name: str, before: Path, after: Path, folder: Path, most: float) -> Comparison:
	with Image.open(before) as first, Image.open(after) as second:
		old, new = first.convert("RGB"), second.convert("RGB")
	mask = where_different(old, new)
	share = mask.histogram()[255] / (mask.width * mask.height)
	if share <= most:
		return Comparison(name, "as before", share)
	_side_by_side(old, new, _marked(new, mask)).save(folder / f"{name}.png")
	return Comparison(name, "changed", share)


def where_different(before: Image.Image, after: Image.Image) -> Image.Image:
	"""A mask as large as both (mode L): 255 where they differ, and where only one of them has a pixel."""
	common = min(before.width, after.width), min(before.height, after.height)
	red, green, blue = ImageChops.difference(
		before.crop((0, 0, *common)), after.crop((0, 0, *common))
	).split()
	furthest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
	whole = max(before.width, after.width), max(before.height, after.height)
	mask = Image.new("L", whole, 255)
	mask.paste(furthest.point([0] * (TOLERANCE + 1) + [255] * (255 - TOLERANCE)), (0, 0))
	return mask


def _marked(picture: Image.Image, mask: Image.Image) -> Image.Image:
	"""The picture in pale grey, with red where it differs."""
	canvas = Image.new("RGB", mask.size, "white")
	canvas.paste(picture, (0, 0))
	pale = Image.blend(canvas.convert("L").convert("RGB"), Image.new("RGB", mask.size, "white"), 0.6)
	pale.paste(RED, (0, 0, *mask.size), mask)
	return pale


def _side_by_side(*pictures: Image.Image) -> Image.Image:
	width = sum(picture.width for picture in pictures) + GAP * (len(pictures) - 1)
	strip = Image.new("RGB", (width, max(picture.height for picture in pictures)), "grey")
	left = 0
	for picture in pictures:
		strip.paste(picture, (left, 0))
		left += picture.width + GAP
	return strip


def report(found: list[Comparison]) -> str:
	"""A line for each picture that is not as before, and the sum."""
	counts = dict.fromkeys(("as before", "changed", "new", "missing"), 0)
	for one in found:
		counts[one.verdict] += 1
	lines = [str(one) for one in found if one.verdict != "as before"]
	return "\n".join([*lines, ", ".join(f"{count} {verdict}" for verdict, count in counts.items())])


def main(arguments: list[str]) -> int:
	"""Returns 1 when a picture changed or is missing, 2 when there is nothing to compare with."""
	parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
	parser.add_argument("earlier", type=Path)
	parser.add_argument("later", type=Path)
	parser.add_argument(
		"--most", type=float, default=MAX_SHARE, help="share of pixels that may differ (%(default)s)"
	)
	options = parser.parse_args(arguments)
	for folder in (options.earlier, options.later):
		if not _pictures(folder):
			parser.error(f"there are no pictures in {folder}")
	found = compare(options.earlier, options.later, options.most)
	text = report(found)
	(options.later / DIFFERENCES / REPORT).write_text(text + "\n", encoding="utf-8")
	print(text)
	return 1 if any(one.is_wrong for one in found) else 0


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
