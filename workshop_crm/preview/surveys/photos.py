"""Photos of responses, in a folder beside the data file."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from workshop_crm.core.surveys.photos import photo_name, photo_view


def folder(data: Path) -> Path:
	"""Where the photos of a data file are."""
	return data.with_name(f"{data.stem}.photos")


def keep(data: Path, response: str, photos: Mapping[str, Sequence[bytes]]) -> None:
	"""Store the photos of each question, as they were drawn anew."""
	for question, pictures in photos.items():
		for number, picture in enumerate(pictures, 1):
			path = folder(data) / response / photo_name(question, number)
			path.parent.mkdir(parents=True, exist_ok=True)
			path.write_bytes(picture)


def of_response(data: Path, response: str) -> list[dict[str, str]]:
	"""The photos of a response, each as base64."""
	return [
		photo_view(path.name, path.read_bytes()) for path in sorted((folder(data) / response).glob("*.jpg"))
	]


def erase(data: Path, responses: Iterable[str]) -> None:
	for response in responses:
		shutil.rmtree(folder(data) / response, ignore_errors=True)


def erase_all(data: Path) -> None:
	"""Remove the photos of a whole data file."""
	shutil.rmtree(folder(data), ignore_errors=True)
