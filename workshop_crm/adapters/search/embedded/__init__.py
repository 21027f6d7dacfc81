"""The search index of one site in one SQLite file, which all its worker processes share.

index      the engine: what core's `SearchIndex` asks for
files      the file and its versions: opened, replaced, found damaged
schema     its tables
entries    a customer as the file keeps it: record, words, parts of codes
beginnings customers whose names are written as typed
postings   which customers have a word or a part of a code
columns    a few bytes a customer that every search reads: last visit, cost of the untyped name, flags
words      the vocabulary, kept by each process while the file does not change
writing    changes of customers; building writes all of them (by packed), unfinished knows how far an interrupted one is
names, codes  the customers who may answer a query; the final order is core's
"""
