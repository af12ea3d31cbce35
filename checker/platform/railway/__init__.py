"""Railway's railpack (RW).

It knows which provider takes a repository, what the install step sees, and the start commands that
are made up where there is no Procfile.
"""
