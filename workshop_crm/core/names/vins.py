"""The check digit of vehicle identification numbers."""

from __future__ import annotations

VIN_LENGTH = 17
CHECK_POSITION = 8

# 49 CFR 565.15(c): table III (values of the letters), table IV (weights of the positions). I, O and Q are never used.
_VALUES = {str(digit): digit for digit in range(10)} | dict(
	zip("ABCDEFGHJKLMNPRSTUVWXYZ", (*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True)
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def check_digit(vin: str) -> str:
	"""What the ninth character of `vin` has to be: "0" to "9" or "X".

	`vin` has 17 characters, digits and capital letters without I, O and Q; the ninth does not matter. Raises ValueError
	for anything else. The sum is taken modulo 11 and no weight of the others is a multiple of 11, so that one wrong
	character is noticed unless it has the value of the right one: A J 1, B K S 2, C L T 3, D M U 4, E N V 5, F W 6,
	G P X 7, H Y 8 and R Z 9 are not told apart.
	"""
	if len(vin) != VIN_LENGTH or not set(vin) <= _VALUES.keys():
		raise ValueError(f"{vin!r} has no check digit")
	rest = sum(weight * _VALUES[letter] for weight, letter in zip(_WEIGHTS, vin, strict=True)) % 11
	return "X" if rest == 10 else str(rest)
