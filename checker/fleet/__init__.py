"""The fleet: thousands of repositories checked by many processes into one database, and read there.

Raises `UsageError` for what a user can put right, and records what is wrong with one repository.
"""
