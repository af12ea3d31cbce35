"""What is open and what is checked: buffers over files, roots, their checks and results.

It knows nothing of the protocol: places are code points here, and a client's units at the edges.
"""
