"""A made-up workshop in ERPNext's own records.

foundation  what a workshop has before its first customer
people      customers and their cars
visits      invoices, and what customers said about them
records     all of it in order, resumable
"""
