"""What a root lacks, and how it would be written: requirements.txt, Procfile, runtime.txt.

It proposes what the rules' own fixes write and what the sources import; writing is for `fixes`.
"""
