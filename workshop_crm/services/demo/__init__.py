"""A made-up workshop in ERPNext's own records.

foundation  what a workshop has before its first customer
accounts    which accounts it books to
till        a POS Profile and opened shifts, so that the Point of Sale can be tried
people      customers and their cars
visits      invoices, and what customers said about them
records     all of it in order, resumable
"""
