"""A customer who is renamed, merged with another or deleted: what the app holds of them follows.

Frappe writes the new name into every Link and Dynamic Link, and moves a renamed record's child rows. This package
does the rest, inside the same transaction.

computed   figures that are found under the customer's name, one row a customer, month or account
merge      what Frappe would delete with the other record: cars, consents, preferences, notes, ways to reach them
addresses  contacts and addresses of two records that became one's
"""
