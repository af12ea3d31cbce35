"""The editor's face: what is known of an open file, as values that a language server sends."""
