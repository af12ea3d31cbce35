"""The rules on the web command (CMD).

They know its processes and servers, and what they import.
"""
