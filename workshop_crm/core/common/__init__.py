"""What every feature stands on: errors, checks of single values and of requests, digits."""
