"""The protocol: messages to the session and its results to the client, positions, addresses.

It alone knows pygls and lsprotocol (with `actions.workspace_edits`), and nothing of the platform.
"""
