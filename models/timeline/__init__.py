"""Everything that happened with one client, in one list by date. It reads what the other rooms wrote, and
writes nothing.
"""
