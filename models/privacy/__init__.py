"""The rights the law gives to a client: to get everything stored about them, and to be erased
(loi 09-08, art. 7 to 9).

Both use the declarations of `models.personal` and nothing else.
"""
