"""What a source needs from the system to be built, beside Python: by the projects' own pages.

A distribution that is not listed may be pure Python, or need a compiler alone.
"""

from __future__ import annotations

NEEDS = {
    "cffi": ("a compiler", "libffi"),
    "cryptography": ("Rust", "OpenSSL"),
    "dbus-python": ("a compiler", "libdbus", "GLib"),
    "gdal": ("a compiler", "GDAL"),
    "h5py": ("a compiler", "HDF5"),
    "lxml": ("a compiler", "libxml2", "libxslt"),
    "m2crypto": ("a compiler", "OpenSSL", "SWIG"),
    "mysql-python": ("a compiler", "the MySQL client library"),
    "mysqlclient": ("a compiler", "the MySQL client library", "pkg-config"),
    "netcdf4": ("a compiler", "netCDF", "HDF5"),
    "pillow": ("a compiler", "libjpeg", "zlib"),
    "psycopg2": ("a compiler", "libpq"),
    "psycopg2-binary": ("a compiler", "libpq"),
    "pyaudio": ("a compiler", "PortAudio"),
    "pycairo": ("a compiler", "cairo", "pkg-config"),
    "pycurl": ("a compiler", "libcurl", "OpenSSL"),
    "pygobject": ("a compiler", "GObject introspection", "cairo"),
    "pygraphviz": ("a compiler", "Graphviz"),
    "pylibmc": ("a compiler", "libmemcached"),
    "pymssql": ("a compiler", "FreeTDS"),
    "pyodbc": ("a compiler", "unixODBC"),
    "python-ldap": ("a compiler", "libldap", "libsasl2"),
    "python-snappy": ("a compiler", "snappy"),
    "shapely": ("a compiler", "GEOS"),
    "uwsgi": ("a compiler",),
    "xmlsec": ("a compiler", "libxmlsec1", "libxml2", "pkg-config"),
}
"""By normalised name. Each is asked for by the name under which its documentation lists it."""


def needs_of_source(distribution: str) -> tuple[str, ...]:
    """What a build of a distribution's source needs; empty if that is not known."""
    return NEEDS.get(distribution, ())
