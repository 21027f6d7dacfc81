"""Customers and invoices from spreadsheets: read -> check every row -> compare with what is there -> plan what to write.

Hosts open the file, say what is stored, and write the plan, all or nothing.
"""
