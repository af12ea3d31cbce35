"""What the markers of requirements are compared with."""

from __future__ import annotations


def environment_of(python: str) -> dict[str, str]:
    """The variables of markers for a CPython on Linux.

    Args:
        python: `3.11.6`.
    """
    two = python.startswith("2.")
    return {"python_version": ".".join(python.split(".")[:2]), "python_full_version": python,
            "sys_platform": "linux2" if two else "linux", "platform_system": "Linux",
            "os_name": "posix", "implementation_name": "" if two else "cpython",
            "implementation_version": "0" if two else python, "platform_machine": "x86_64",
            "platform_python_implementation": "CPython", "extra": ""}  # fmt: skip
