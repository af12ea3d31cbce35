"""Distributions that only say that the one that is meant is called otherwise: their build stops.

As of 2026-11: the setup.py of their newest source raises, or exits.
"""

from __future__ import annotations

PLACEHOLDERS = {
    "pytorch": "torch",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "tensorflow-gpu": "tensorflow",
}
"""By normalised name: what is meant."""
