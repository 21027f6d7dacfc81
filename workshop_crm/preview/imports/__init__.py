"""Customers and invoices from CSV files: read -> check every row -> compare with what is there -> save all or nothing.

`run.run_import` is the whole way. The steps before it know no database.
"""
