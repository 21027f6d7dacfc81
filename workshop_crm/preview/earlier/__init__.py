"""Data files of earlier versions, which had tables of their own: brought to the last of those, then into today's."""
