"""What a start command starts: its processes, the servers among them, and what they are told.

`processes_of` gives the programs that a command line starts, wrappers taken off; `service_of` reads
a server's options: the application that it is to import, the addresses that it binds, and so on.
Configuration files and variables give options, too, which stand below those of the command line and
know their own places. It knows what the platform starts, and no rule.
"""
