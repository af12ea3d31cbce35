"""One root for one target: its files as documents, and the answers to queries about it so far.

It knows trees and parsers, and none of the answers: a query belongs to the package that knows it.
"""
