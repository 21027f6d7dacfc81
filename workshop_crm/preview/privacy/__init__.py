"""What is held of a person: handed out, or erased."""
