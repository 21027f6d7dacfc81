"""The preview host: the workshop on one SQLite file, for trying it before there is an ERPNext site.

It serves the same endpoints, pages and JavaScript as the app on ERPNext. It loads rows, lets `workshop_crm.core` decide,
and saves: it has no rule of its own.
"""
