"""Frappe itself, as every feature meets it.

settings, permissions, session     what is configured, who may see what, who is asking
customer_records                   records that follow their customer
errors, odd_input, odd_requests    refusals in Frappe's way, and input that nobody foresaw
lost_races, isolation              transactions that lose, and work that must not take another's transaction with it
background, job_queue, queue_connection, rare_log   jobs after the commit, on a queue that may be away
invoices, consolidation            the DocTypes of a visit, and ERPNext's sums of POS Invoices
money, dates, filters, child_rows                   values at Frappe's boundary
survey_links, customer_links       the secret address of a survey, and of any record that has one
guest_limit, guest_page            how often a guest may ask, and what keeps a link secret
default_region                     the country of phone numbers
"""
