"""The search index of one site on an Elasticsearch 8 server or cluster, through its official client."""
