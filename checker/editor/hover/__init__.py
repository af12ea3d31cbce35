"""What is shown of the place under the pointer, as Markdown.

It reads the facts that the last check needed and evaluates nothing that this did not.
"""
