"""Street networks to walk on: reading, checking, joining points to streets, searching.

It knows nothing about who walks where, or why.
"""
