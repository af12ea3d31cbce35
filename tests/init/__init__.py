"""`init`: what it finds, says and writes."""
