#!/usr/bin/env bash
# uv 0.13.9 and pip 26.3, a package from an index of its own (`[tool.uv.sources]`), as PyTorch's wheels are.
#
# `uv export` writes the pin and not where it is from, so the file that uv has made installs nowhere else. What
# such indexes have are local versions (`1.0+cpu`), which PyPI does not take. `--emit-index-url` writes the index.
#
# Seen on 2026-11-29, Python 3.11:
#     uv export                   shop-helper==1.0+cpu
#     pip                         No matching distribution found for shop-helper==1.0+cpu
#     uv export --emit-index-url  --extra-index-url ./wheels, shop-helper==1.0+cpu
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check pip==26.3 uv==0.13.9
mkdir wheels
env/bin/python - <<'END'
from zipfile import ZipFile

info = "shop_helper-1.0+cpu.dist-info/"
with ZipFile("wheels/shop_helper-1.0+cpu-py3-none-any.whl", "w") as wheel:
    wheel.writestr("shop_helper.py", "")
    wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\nName: shop-helper\nVersion: 1.0+cpu\n")
    wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    wheel.writestr(info + "RECORD", "")
END
cat >pyproject.toml <<'END'
[project]
name = "shop"
version = "1"
requires-python = ">=3.11"
dependencies = ["shop-helper"]

[[tool.uv.index]]
name = "cpu"
url = "./wheels"
format = "flat"
explicit = true

[tool.uv.sources]
shop-helper = { index = "cpu" }
END
export_as() {
  env/bin/uv export --quiet --no-hashes --no-emit-project --no-header --no-annotate "$@"
}
export_as >requirements.txt
{
  echo "uv export                   $(paste -sd, requirements.txt)"
  echo "pip                         $(env/bin/pip install --dry-run -r requirements.txt 2>&1 | grep -o 'No matching.*' | tail -n 1)"
  echo "uv export --emit-index-url  $(export_as --emit-index-url | grep -v '^--index-url' | grep . | paste -sd, | sed 's/,/, /')"
} | tee out
grep -q '^uv export  *shop-helper==1.0+cpu$' out && grep -q 'pip  *No matching distribution' out
grep -q 'emit-index-url  --extra-index-url ./wheels, shop-helper' out
