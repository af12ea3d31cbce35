"""What a module binds and imports, and where a name leads, without evaluating anything.

Knows `syntax` and the files of a tree; nothing of the interpreter.
"""
