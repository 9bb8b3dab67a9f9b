"""What requests wrote and told."""
