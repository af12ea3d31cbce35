"""What the platform will do with a repository: its own decisions, predicted bug for bug."""
