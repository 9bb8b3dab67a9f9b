"""The shell commands: one small module for each, and the words and settings they share."""
