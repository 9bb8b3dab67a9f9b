"""A second channel, whole and small: what is written to an e-mail address is dropped as a file into a folder.

It stands in the tests alone. Nothing of `models`, `messaging` or the screens knows it: two lines register it.
"""
