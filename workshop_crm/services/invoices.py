"""The two DocTypes that a visit can be."""

INVOICE_DOCTYPES = ("Sales Invoice", "POS Invoice")
