"""Comments: asked for, in a list, opened, and below an opened paper."""
