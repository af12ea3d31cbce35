"""Static reading of Python source: nothing of the checked repository is ever run."""
