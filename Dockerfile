# syntax=docker/dockerfile:1
# `docker run --rm --volume "$PWD:/work:ro" ghcr.io/pyspec-check/pyspec-check` checks the working folder.

FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY checker ./checker
COPY man ./man
RUN python -m venv /opt/pyspec-check \
    && /opt/pyspec-check/bin/pip install --no-cache-dir --disable-pip-version-check . \
    && /opt/pyspec-check/bin/pip uninstall --yes pip

FROM python:3.13-slim
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --no-create-home --uid 1000 pyspec-check
COPY --from=build /opt/pyspec-check /opt/pyspec-check
# The repository belongs to somebody else than the user in here; nothing in it is run.
RUN git config --system --add safe.directory '*'
ENV PATH=/opt/pyspec-check/bin:$PATH PYSPEC_CHECK_NO_CACHE=1
USER 1000:1000
WORKDIR /work
ENTRYPOINT ["pyspec-check"]
