"""Two fiches of one person: who may be one, both side by side, what was made one."""
