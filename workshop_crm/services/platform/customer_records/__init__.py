"""Records that belong to a customer are seen by those who may read the customer.

columns     which columns of a DocType name a customer
queries     the condition on lists, counts, reports and exports
checks      the permission on one record
rows_alone  rows of tables that are asked for or saved without their record

Frappe asks both for every DocType, so that one that is added later follows its customer without being named anywhere.
"""
