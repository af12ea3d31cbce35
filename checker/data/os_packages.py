"""Distributions that `pip freeze` takes from Debian and Ubuntu and that no package index has.

As of 2026-08. Source: failed installations in public issue threads (`pkg-resources==0.0.0`,
`apturl==0.5.2`, `cloud-init==20.2`, …) and the Python packages of Ubuntu 18.04 to 24.04 that are
not published on PyPI, or there only as something else or in a version of long ago.
"""

from __future__ import annotations

OS_PACKAGES = frozenset(
    {
        "apturl",
        "brlapi",
        "cloud-init",
        "command-not-found",
        "cupshelpers",
        "hidpidaemon",
        "kernelstub",
        "language-selector",
        "pkg-resources",
        "pop-transition",
        "python-apt",
        "screen-resolution-extra",
        "sessioninstaller",
        "system-service",
        "ubuntu-advantage-tools",
        "ubuntu-drivers-common",
        "ubuntu-pro-client",
        "ufw",
        "unattended-upgrades",
        "unity-lens-photos",
        "usb-creator",
        "xkit",
    }
)
"""Normalised names."""
