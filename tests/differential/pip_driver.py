# mypy: ignore-errors
# ruff: noqa
"""What one pip does with requirements files; runs on every Python from 2.7 on, and imports nothing of ours.

    PYTHONPATH=FOLDER-WITH-PIP PYTHON pip_driver.py CASES.json OUTCOMES.jsonl

A case is a table of files, each hexadecimal; `requirements.txt` is what pip is given, in a folder of
its own, without a network: packages come from small wheels that are made here. An outcome is the
exit code and the end of what pip printed.
"""

import io
import json
import os
import shutil
import sys
import tempfile
import zipfile

RELEASES = {
    "six": ("1.0", "1.0a1", "1.16.0", "1.17.0"),
    "a": ("1", "1.0.dev0", "1.0.post1", "1.0+local", "1.5", "2.0", "2012j"),
    "pytz": ("2012j", "2026.1"),
    "flask": ("1.1.4", "3.1.3"),
}


def wheels(folder):
    """Write a wheel without content for each release."""
    os.makedirs(folder)
    for name, versions in RELEASES.items():
        for version in versions:
            base = "%s-%s" % (name, version)
            with zipfile.ZipFile(
                os.path.join(folder, base + "-py2.py3-none-any.whl"), "w"
            ) as wheel:
                info = base + ".dist-info/"
                text = "Metadata-Version: 2.1\nName: %s\nVersion: %s\n" % (name, version)
                wheel.writestr(info + "METADATA", text)
                tags = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py2-none-any\n"
                wheel.writestr(info + "WHEEL", tags + "Tag: py3-none-any\n")
                wheel.writestr(info + "RECORD", "")


def pip_main():
    """The function that pip's command calls, wherever this release has it."""
    try:
        from pip._internal.cli.main import main
    except ImportError:
        try:
            from pip._internal import main
        except ImportError:
            from pip import main
    return main


def run(main, links, arguments):
    """The exit code of pip in a process of its own, with what it printed in a file `out`."""
    child = os.fork()
    if child == 0:
        code = 99
        try:
            out = os.open("out", os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
            os.dup2(out, 1)
            os.dup2(out, 2)
            code = main(["download", "--no-index", "--no-deps", "-f", links] + arguments)
        except SystemExit as ended:
            code = ended.code
        except BaseException:
            import traceback

            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 1)
    return os.waitpid(child, 0)[1] >> 8


def warm(pip, links, home):
    """Let pip import here what it needs, once for all the children."""
    path = os.path.join(home, "first.txt")
    with open(path, "w") as file:
        file.write("six\n")
    kept = os.dup(1), os.dup(2)
    out = os.open(os.devnull, os.O_WRONLY)
    os.dup2(out, 1)
    os.dup2(out, 2)
    try:
        pip(["download", "--no-index", "--no-deps", "-f", links, "-d", home, "-r", path])
    except BaseException:
        pass
    sys.stdout.flush()
    os.dup2(kept[0], 1)
    os.dup2(kept[1], 2)


def main(cases, outcomes):
    """Run each case and write what became of it."""
    home = tempfile.mkdtemp()
    os.environ.update({
        "HOME": home, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1",
        "PIP_RETRIES": "0", "PIP_DEFAULT_TIMEOUT": "1", "LC_ALL": "C.UTF-8",
        "GIT_TERMINAL_PROMPT": "0",
    })  # fmt: skip
    links = os.path.join(home, "wheels")
    wheels(links)
    pip = pip_main()
    warm(pip, links, home)
    with io.open(cases, encoding="utf-8") as file:
        given = json.load(file)
    with io.open(outcomes, "w", encoding="utf-8") as results:
        for files in given:
            folder = os.path.join(home, "root")
            os.mkdir(folder)
            for path, data in files.items():
                path = os.path.join(folder, path)
                if not os.path.isdir(os.path.dirname(path)):
                    os.makedirs(os.path.dirname(path))
                with open(path, "wb") as file:
                    file.write(bytes(bytearray.fromhex(data)))
            os.chdir(folder)
            code = run(pip, links, ["-d", os.path.join(home, "got"), "-r", "requirements.txt"])
            with io.open("out", encoding="utf-8", errors="replace") as file:
                lines = [line for line in file.read().splitlines() if "DEPRECATION" not in line]
            text = json.dumps([code, "\n".join(lines)[-1500:]])
            results.write(text if isinstance(text, type("")) else text.decode("ascii"))
            results.write("\n")
            results.flush()
            os.chdir(home)
            shutil.rmtree(folder)
    shutil.rmtree(home)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
