"""What large letters, a small window and colours of the reader's own must not take away: measured in the page and in its picture."""

from collections import Counter
from io import BytesIO

from PIL import Image
from playwright.sync_api import Locator, Page

# What a thumb has to meet: WCAG 2.5.5 asks for 44 px.
SMALL = """() => [...document.querySelectorAll('a, button, label, textarea, input[type=file]')]
	.filter(part => part.checkVisibility() && !part.matches('.unseen, .asked'))
	.map(part => [part.outerHTML.slice(0, 80), part.getBoundingClientRect()])
	.filter(([html, box]) => box.width < 44 || box.height < 44)
	.map(([html, box]) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${html}`)"""
# What is there for screen readers alone.
UNSEEN = """const unseen = part => part.matches('.unseen, svg *') || getComputedStyle(part).clipPath === 'inset(50%)'
	|| Boolean(part.parentElement) && unseen(part.parentElement);"""
SCROLLERS = ".wcrm-table-scroll, .wcrm-heat-scroll, .wcrm-chart"
# A file field shortens the name of its file by itself.
CUT = (
	f"""root => {{ {UNSEEN} return [...root.querySelectorAll('*')]"""
	+ """
	.filter(part => part.checkVisibility() && part.textContent.trim() && !unseen(part))
	.filter(part => !part.matches('textarea, select, option, style, script'))
	.filter(part => {
		const { overflowX, overflowY } = getComputedStyle(part);
		const hides = value => value === 'hidden' || value === 'clip';
		const box = part.getBoundingClientRect();
		const scrolls = part.closest('"""
	+ SCROLLERS
	+ """');
		return !scrolls && (box.left < -1 || box.right > innerWidth + 1)
			|| hides(overflowX) && part.scrollWidth > part.clientWidth + 1
			|| hides(overflowY) && part.scrollHeight > part.clientHeight + 1;
	})
	.map(part => part.outerHTML.slice(0, 120)); }"""
)
# Lines of letters; those of one paragraph may touch.
OVERLAPPING = (
	f"""root => {{ {UNSEEN}"""
	+ """
	const lines = [];
	const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const parent = walker.currentNode.parentElement;
		if (!walker.currentNode.data.trim() || !parent.checkVisibility({ opacityProperty: true })) continue;
		if (parent.closest('select, textarea, style, script') || unseen(parent)) continue;
		const range = document.createRange();
		range.selectNodeContents(walker.currentNode);
		for (const box of range.getClientRects())
			lines.push({ parent, text: walker.currentNode.data.trim(), left: box.left, right: box.right,
				top: box.top + box.height / 4, bottom: box.bottom - box.height / 4 });
	}
	const meet = (one, other) => one.left < other.right - 2 && other.left < one.right - 2
		&& one.top < other.bottom - 1 && other.top < one.bottom - 1;
	return lines.flatMap((one, place) => lines.slice(place + 1)
		.filter(other => other.parent !== one.parent && meet(one, other))
		.map(other => `${one.text.slice(0, 40)} | ${other.text.slice(0, 40)}`));
}"""
)
CONTROLS = "a[href], button, summary, select, textarea, input:not([type=hidden]), [role=option], [role=combobox], label:has(input)"
IN_SIGHT = (
	"""part => part.checkVisibility({ opacityProperty: true }) && part.getBoundingClientRect().width > 3"""
)
# The window, or what scrolls a part inside it.
SCROLLED = f"""(part => part.closest({SCROLLERS!r})?.getBoundingClientRect()
	?? {{ left: 0, right: innerWidth }})"""
# Everything that distinguishes two states of a control, except background colours.
MARKS = """part => [part, ...part.querySelectorAll('*')].flatMap(each => ['', '::before'].map(pseudo => {
	const style = getComputedStyle(each, pseudo || null);
	return [style.borderTopWidth, style.borderTopStyle, style.outlineStyle, style.outlineWidth, style.textDecorationLine,
		style.fontWeight, style.fill, style.stroke, style.backgroundImage, style.content].join();
})).join('|')"""
RING = """() => {
	const active = document.activeElement;
	const shown = [active, ...[...(active.labels ?? [])].flatMap(label => [label, ...label.querySelectorAll('*')])];
	return shown.some(part => {
		const { outlineStyle, outlineWidth } = getComputedStyle(part);
		return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
	});
}"""
MIN_CONTRAST = 3.0
"""What WCAG 1.4.11 asks of the parts of a control."""


def cut(root: Locator) -> list[str]:
	"""Text that its box or the window cuts off."""
	return root.evaluate(CUT)


def overlapping(root: Locator) -> list[str]:
	return root.evaluate(OVERLAPPING)


def invisible(page: Page, within: str = "body") -> list[str]:
	"""The controls of which nothing stands out from what is around it. The window becomes as high as the page."""
	height = page.evaluate("document.documentElement.scrollHeight")
	page.set_viewport_size({**page.viewport_size, "height": max(height, page.viewport_size["height"])})
	boxes = page.evaluate(
		f"""() => [...document.querySelectorAll({CONTROLS!r})]
			.filter(part => part.closest({within!r})).filter({IN_SIGHT})
			.map(part => [part.outerHTML.slice(0, 120), part.getBoundingClientRect(), {SCROLLED}(part)])
			.filter(([html, box, within]) => box.left >= within.left - 1 && box.right <= within.right + 1)
			.map(([html, box]) => [html, box.left, box.top, box.right, box.bottom])"""
	)
	with Image.open(BytesIO(page.screenshot(animations="disabled"))) as picture:
		shown = picture.convert("RGB")
		return [html for html, *box in boxes if not stands_out(shown.crop(tuple(map(round, box))))]


def stands_out(picture: Image.Image) -> bool:
	"""Whether there is something on the ground of a picture, and not only a shade of it."""
	if not picture.width or not picture.height:
		return True
	colors = Counter(dict(map(reversed, picture.getcolors(picture.width * picture.height))))
	(ground, _most), *_others = colors.most_common(1)
	seen = sum(count for color, count in colors.items() if contrast(color, ground) >= MIN_CONTRAST)
	return seen >= 8


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
	"""By WCAG, 1 to 21."""
	dark, light = sorted((luminance(one), luminance(other)))
	return (light + 0.05) / (dark + 0.05)


def luminance(color: tuple[int, int, int]) -> float:
	red, green, blue = (
		part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
		for part in (channel / 255 for channel in color)
	)
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def marks(control: Locator) -> str:
	return control.evaluate(MARKS)


def has_ring(page: Page) -> bool:
	"""Whether what is focused has an outline."""
	return page.evaluate(RING)
