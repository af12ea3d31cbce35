"""`init`: what a repository lacks for the platform, made from what it declares and imports."""
