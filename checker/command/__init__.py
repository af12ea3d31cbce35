"""What a start command starts: its processes, the servers among them, and what they are told.

`processes_of` gives the programs that a command line starts, wrappers taken off; `service_of` reads
a server's options: the application that it is to import, the addresses that it binds, and so on.
What a program's options are stands in `tables/`, made from the real programs' `--help`.
"""
