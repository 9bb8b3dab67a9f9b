"""What the law gives a client: all that is kept of them, and to be forgotten (loi 09-08, art. 7 to 9).

Both go by what `models.personal` declares and by nothing else.
"""
