"""Django settings as Django would see them, read statically and three-valued."""
