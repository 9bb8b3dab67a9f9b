"""Forms: fields, their widgets, and what is wrong with a value."""
