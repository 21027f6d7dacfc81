"""What happens in the workshop: each flow loads rows, lets core decide and saves, inside its caller's transaction."""
