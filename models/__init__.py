"""What is true: the tables of Officine and the verbs that change them.

Rooms, each standing on those before it: `store`, `people`, `money`, `trade`, and `doctor` on all of them.
Nothing here knows a screen, a sheet of paper or a language.
"""
