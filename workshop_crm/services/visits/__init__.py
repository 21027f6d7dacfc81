"""Completed services: Sales Invoices and POS Invoices.

checkout      priced and submitted from the checkout screen
pricing       discounts and people of a sale, within what the user may give
other_work    the item of lines that are on no list
drafts        sales that are not completed yet
visit         one of them on the screen, and its payment
taking_back   cancelled and returned
visit_record  what every invoice of a car gets, and the latest visits of a customer
after_sale    what follows a submitted or cancelled invoice
"""
