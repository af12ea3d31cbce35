"""Says whether a packed extension holds what it should, and nothing else.

Usage: python3 check_vsix.py pyspec-check-0.1.0.vsix
"""

from __future__ import annotations

import json
import sys
import zipfile

FILES = {
    "[Content_Types].xml",
    "extension.vsixmanifest",
    "extension/package.json",
    "extension/package.nls.json",
    "extension/package.nls.zh-cn.json",
    "extension/README.md",
    "extension/README.zh-CN.md",
    "extension/CHANGELOG.md",
    "extension/LICENSE.txt",
    "extension/dist/extension.js",
    "extension/dist/notices.txt",
    "extension/language-configuration.json",
    "extension/syntaxes/procfile.tmLanguage.json",
    "extension/icon.png",
    "extension/walkthrough/install.md",
    "extension/walkthrough/target.md",
    "extension/walkthrough/findings.md",
    "extension/walkthrough/install.nls.zh-cn.md",
    "extension/walkthrough/target.nls.zh-cn.md",
    "extension/walkthrough/findings.nls.zh-cn.md",
    "extension/l10n/bundle.l10n.zh-cn.json",
}
LIMIT = 2 * 1024 * 1024


def problems(path: str) -> list[str]:
    """What is missing from the package, too much in it, or wrong with it."""
    with zipfile.ZipFile(path) as package:
        held = {info.filename: info.file_size for info in package.infolist()}
        manifest = json.loads(package.read("extension/package.json"))
        code = package.read("extension/dist/extension.js").decode()
    found = [f"missing: {name}" for name in sorted(FILES - held.keys())]
    found += [f"too much: {name}" for name in sorted(held.keys() - FILES)]
    if f"extension/{manifest['main'].removeprefix('./')}" not in held:
        found.append(f"main is {manifest['main']}, which is not there")
    if 'require("vscode-languageclient' in code:
        found.append("the client library is not bundled")
    if sum(held.values()) > LIMIT:
        found.append(f"{sum(held.values())} bytes, more than {LIMIT}")
    return found


if __name__ == "__main__":
    wrong = [f"{path}: {problem}" for path in sys.argv[1:] for problem in problems(path)]
    print("\n".join(wrong) or f"{', '.join(sys.argv[1:])}: complete")
    sys.exit(1 if wrong or not sys.argv[1:] else 0)
