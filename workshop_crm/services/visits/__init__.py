"""Completed services: Sales Invoices and POS Invoices.

checkout      priced and submitted from the checkout screen, taken back
visit_record  what every invoice of a car gets, and the latest visits of a customer
after_sale    what follows a submitted or cancelled invoice
"""
