"""Work that is on no list: an item of the app's own, whose lines say what was done."""

CODE = "Other work"
NAME_AR = "أعمال أخرى"
