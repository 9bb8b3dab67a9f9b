"""An example pharmacy."""
