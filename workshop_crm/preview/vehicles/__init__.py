"""Cars and who has them."""
