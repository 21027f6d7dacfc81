"""Who is asking, and which screens there are."""
