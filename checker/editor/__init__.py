"""The language server: the same checks, over what is on the screen."""
