"""The secret addresses under which guests see a survey, their points or an invoice, and the HTTP headers that keep such an address theirs."""

HEADERS = {
	"Cache-Control": "no-store",
	"Referrer-Policy": "no-referrer",
	"X-Robots-Tag": "noindex, nofollow",
}
PAPERS = ("i", "i.html")
PAGES = ("s", "s.html", "p", "p.html", *PAPERS)
ENDPOINTS = tuple(f"workshop_crm.api.surveys.{name}" for name in ("form", "answer", "opened"))


def shows_secret(path: str) -> bool:
	"""Whether an answer from this path may show such a page or its token, errors on the way included.

	Hosts read a path without slashes and spaces around it, and in small letters at times.
	"""
	parts = path.strip("/ ").split("/")
	return _page(path) in PAGES or parts[-1] in ENDPOINTS


def masked(path: str) -> str:
	"""The path as it may be logged: a token is a secret of its customer."""
	return f"/{_page(path)}/..." if _page(path) in PAGES else path


def is_paper(path: str) -> bool:
	"""Whether the page brings a style of its own, as what is printed does."""
	return _page(path) in PAPERS


def _page(path: str) -> str:
	return path.strip("/ ").split("/")[0].lower()
