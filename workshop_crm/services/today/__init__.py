"""The front desk's day on one page; each section reads through an index and counts no further than it has to.

day       the page and its sections
invoices  what was done today, and what is still to be paid
branches  by what the invoices can be narrowed down
"""
