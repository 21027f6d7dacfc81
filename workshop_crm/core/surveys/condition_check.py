"""What a condition of a trigger may say: comparisons of the document's fields, joined with and, or and not.

It is evaluated for every document of its type, so it has no loops, no powers and no calls but a few: nothing that takes
long, and nothing that reads or writes anything else. Numbers are compared and reckoned with numbers, texts with texts.
"""

import ast
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal
from unicodedata import normalize

from workshop_crm.core.common.errors import N_, InvalidInput

Kind = Literal["number", "text", "moment", "list", "nothing", "any"]
# The kind of a field of the document; raises InvalidInput where there is no such field.
KindOf = Callable[[str], Kind]

MAX_LENGTH = 1000
BAD_CONDITION = N_(
	"The condition cannot be read: {problem}. Write it like doc.grand_total > 100, and join two with and or or."
)
TOO_LONG = N_("The condition is too long. Write it with at most {most} characters.")
NOT_ALLOWED = N_(
	"A condition compares fields of the document, such as doc.grand_total > 100, and joins comparisons with and, or and not. It cannot have this: {part}"
)
NOT_ALIKE = N_(
	"These cannot be compared or reckoned with each other: {part}. Compare numbers with numbers and texts with texts."
)
FUNCTIONS: Mapping[str, Callable[..., Any]] = {"abs": abs, "float": float, "int": int, "round": round}
NUMBERS = frozenset(("Check", "Currency", "Duration", "Float", "Int", "Long Int", "Percent", "Rating"))
MOMENTS = frozenset(("Date", "Datetime", "Time"))
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div)
ORDERED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
LISTED = (ast.In, ast.NotIn)


def kind_of_field(fieldtype: str) -> Kind:
	if fieldtype in NUMBERS:
		return "number"
	return "moment" if fieldtype in MOMENTS else "text"


def check_condition(condition: str, kind_of: KindOf) -> None:
	"""Raises InvalidInput that says what is wrong with it."""
	# As Frappe evaluates it: a sign that only looks like a quote becomes one.
	_Check(kind_of).kind(_parsed(normalize("NFKC", condition)).body)
	if len(condition) > MAX_LENGTH:
		raise InvalidInput(TOO_LONG, most=MAX_LENGTH)


def _parsed(condition: str) -> ast.Expression:
	try:
		return ast.parse(condition, mode="eval")
	except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
		problem = getattr(error, "msg", "") or str(error)
		raise InvalidInput(BAD_CONDITION, problem=problem) from None


class _Check:
	"""Finds the kind of a condition and of all its parts; whatever is not named here is refused."""

	def __init__(self, kind_of: KindOf) -> None:
		self._kind_of = kind_of

	def kind(self, node: ast.expr) -> Kind:
		match node:
			case ast.Constant(value=value):
				return self._of_constant(node, value)
			case ast.Attribute(value=ast.Name(id="doc"), attr=field):
				return self._kind_of(field)
			case ast.Subscript(value=ast.Name(id="doc"), slice=ast.Constant(value=str(field))):
				return self._kind_of(field)
			case ast.Call(keywords=[]):
				return self._of_call(node)
			case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts):
				self._common(node, map(self.kind, parts))
				return "list"
			case ast.BoolOp(values=parts):
				return _joined(map(self.kind, parts))
			case ast.UnaryOp(op=ast.Not(), operand=operand):
				self.kind(operand)
				return "number"
			case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
				return self._number(node, operand)
			case ast.BinOp(left=left, op=op, right=right) if isinstance(op, ARITHMETIC):
				return self._number(node, left, right)
			case ast.Compare(left=left, ops=ops, comparators=others):
				self._compare(node, [left, *others], ops)
				return "number"
		raise InvalidInput(NOT_ALLOWED, part=_shown(node))

	def _of_constant(self, node: ast.expr, value: object) -> Kind:
		if value is None:
			return "nothing"
		if isinstance(value, int | float):
			return "number"
		if isinstance(value, str):
			return "text"
		raise InvalidInput(NOT_ALLOWED, part=_shown(node))

	def _of_call(self, node: ast.Call) -> Kind:
		match node:
			case ast.Call(
				func=ast.Attribute(value=ast.Name(id="doc"), attr="get"),
				args=[ast.Constant(value=str(field)), *default],
			) if len(default) <= 1:
				return _joined([self._kind_of(field), *map(self.kind, default)])
			case ast.Call(func=ast.Name(id=name), args=[argument]) if name in FUNCTIONS:
				return self._number(node, argument)
		raise InvalidInput(NOT_ALLOWED, part=_shown(node))

	def _number(self, node: ast.expr, *operands: ast.expr) -> Kind:
		if {self.kind(operand) for operand in operands} != {"number"}:
			raise InvalidInput(NOT_ALIKE, part=_shown(node))
		return "number"

	def _compare(self, node: ast.Compare, operands: list[ast.expr], ops: list[ast.cmpop]) -> None:
		kinds = [self.kind(operand) for operand in operands]
		for place, op in enumerate(ops):
			left, right = kinds[place], kinds[place + 1]
			if isinstance(op, LISTED):
				self._listed(node, left, operands[place + 1], right)
			elif isinstance(op, ORDERED) and "nothing" in (left, right):
				raise InvalidInput(NOT_ALIKE, part=_shown(node))
			else:
				self._common(node, (left, right))

	def _listed(self, node: ast.expr, left: Kind, container: ast.expr, right: Kind) -> None:
		if isinstance(container, ast.List | ast.Tuple | ast.Set):
			self._common(node, (left, *map(self.kind, container.elts)))
		elif (left, right) != ("text", "text"):
			raise InvalidInput(NOT_ALIKE, part=_shown(node))

	def _common(self, node: ast.expr, kinds: Iterable[Kind]) -> None:
		"""One kind for all; a value that may be of several, and None, go with each."""
		if len({*kinds} - {"any", "nothing"}) > 1:
			raise InvalidInput(NOT_ALIKE, part=_shown(node))


def _joined(kinds: Iterable[Kind]) -> Kind:
	"""What `and`, `or` and a default give: one of several values."""
	known = {*kinds}
	return known.pop() if len(known) == 1 else "any"


def _shown(node: ast.expr) -> str:
	return ast.unparse(node)[:80]
