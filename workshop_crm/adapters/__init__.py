"""One outside system each; none of them knows Frappe."""
