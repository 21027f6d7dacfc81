"""Pictures that differ from those of an earlier run are reported; equal ones are not."""

import importlib.util
from pathlib import Path

import pytest
from PIL import Image

PATH = Path(__file__).parents[2] / "scripts" / "compare_screenshots.py"
SPEC = importlib.util.spec_from_file_location("compare_screenshots", PATH)
compare_screenshots = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(compare_screenshots)

SIZE = (100, 100)
WHITE, GREY, BLACK = (255, 255, 255), (250, 250, 250), (0, 0, 0)


def plain(size=SIZE, spot=None, colour=BLACK) -> Image.Image:
	"""A white picture with a spot (left, top, right, bottom)."""
	picture = Image.new("RGB", size, WHITE)
	if spot:
		picture.paste(colour, spot)
	return picture


@pytest.fixture
def compared(tmp_path, capsys):
	"""The exit code, the report, and the folder of the later pictures."""

	def compare(earlier, later, *options):
		for name, pictures in (("earlier", earlier), ("later", later)):
			(tmp_path / name).mkdir()
			for picture, image in pictures.items():
				image.save(tmp_path / name / f"{picture}.png")
		status = compare_screenshots.main([str(tmp_path / "earlier"), str(tmp_path / "later"), *options])
		return status, capsys.readouterr().out.strip().splitlines(), tmp_path / "later"

	return compare


def test_the_same_pictures_are_as_before(compared):
	status, report, later = compared({"search": plain()}, {"search": plain()})
	assert (status, report) == (0, ["1 as before, 0 changed, 0 new, 0 missing"])
	assert [path.name for path in (later / "differences").iterdir()] == ["report.txt"]


def test_a_picture_that_changed_is_shown_before_after_and_where(compared):
	status, report, later = compared({"search": plain()}, {"search": plain(spot=(10, 20, 20, 30))})
	assert status == 1
	assert report[0].split() == ["search", "1.0000%", "changed"]
	assert (later / "differences" / "report.txt").read_text().splitlines() == report
	with Image.open(later / "differences" / "search.png") as shown:
		gap = compare_screenshots.GAP
		assert shown.size == (3 * 100 + 2 * gap, 100)
		places = [(10 + place * (100 + gap), 20) for place in range(3)]
		assert [shown.getpixel(place) for place in places] == [WHITE, BLACK, compare_screenshots.RED]
		assert shown.getpixel((9 + 2 * (100 + gap), 20)) == WHITE


def test_how_much_may_differ_is_said(compared):
	status, report, _later = compared(
		{"search": plain()}, {"search": plain(spot=(0, 0, 10, 10))}, "--most", "0.01"
	)
	assert (status, report) == (0, ["1 as before, 0 changed, 0 new, 0 missing"])


def test_text_that_is_smoothed_a_little_otherwise_is_as_before(compared):
	status, _report, _later = compared(
		{"search": plain()}, {"search": plain(spot=(0, 0, 100, 100), colour=GREY)}
	)
	assert status == 0


def test_one_colour_alone_is_a_difference(compared):
	status, _report, _later = compared(
		{"search": plain()}, {"search": plain(spot=(0, 0, 50, 50), colour=(255, 255, 200))}
	)
	assert status == 1


def test_a_page_that_grew_differs_by_what_is_new(compared):
	status, report, _later = compared({"search": plain()}, {"search": plain((100, 125))})
	assert status == 1
	assert report[0].split() == ["search", "20.0000%", "changed"]


def test_a_screen_that_is_gone_is_wrong_and_a_new_one_is_not(compared):
	status, report, _later = compared({"search": plain(), "old": plain()}, {"search": plain()})
	assert status == 1
	assert report == [f"{'old':32}           missing", "1 as before, 0 changed, 0 new, 1 missing"]


def test_a_new_screen_is_told_and_not_wrong(compared):
	status, report, _later = compared({"search": plain()}, {"search": plain(), "new": plain()})
	assert status == 0
	assert report[-1] == "1 as before, 0 changed, 1 new, 0 missing"


def test_differences_of_an_earlier_comparison_do_not_stay(compared):
	_status, _report, later = compared({"search": plain()}, {"search": plain(spot=(0, 0, 50, 50))})
	plain().save(later / "search.png")
	assert compare_screenshots.main([str(later.with_name("earlier")), str(later)]) == 0
	assert not (later / "differences" / "search.png").exists()


def test_a_folder_without_pictures_is_refused(compared, capsys):
	with pytest.raises(SystemExit) as refused:
		compared({}, {"search": plain()})
	assert refused.value.code == 2
	assert "no pictures" in capsys.readouterr().err
