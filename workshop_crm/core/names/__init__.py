"""Names, phone numbers and plates in Arabic and Latin script: how they are folded, heard, read and written."""
