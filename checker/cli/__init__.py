"""The command line: options, sub-commands and what they come to in exit codes.

It may know everything below it and decides nothing about a repository; nobody imports it.
"""
