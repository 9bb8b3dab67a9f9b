"""What is typed at the shell: one small module a verb, and the words and settings they share."""
