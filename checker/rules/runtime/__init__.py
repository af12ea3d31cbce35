"""The rules on runtime.txt (RUN).

They know what the platform makes of the file through its builder.
"""
