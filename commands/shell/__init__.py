"""The command line itself: what was typed, what is answered, how far long work is."""
