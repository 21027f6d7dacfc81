"""The search index of one site on an Elasticsearch 8 server or cluster, through its official client.

index        the engine: what core's `SearchIndex` asks for; check
settings     how the server is reached; connection makes the client, errors tells in words what is wrong, check asks
mapping      the fields of a document, and the template of every index; names says what indices are called
documents    a customer as a document, and back as a candidate; terms of names and code_terms are what finds it
bulk         writing in portions; rebuild makes a new index and moves the alias
queries      what is asked for a query; looking asks it, with what the user may see; the final order is core's
"""
