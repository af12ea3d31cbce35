"""Reporters: a `Report` to text. They only print; none has a rule of its own."""
