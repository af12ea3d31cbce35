"""Record what the code of other platforms answers to generated repositories, and compare plans.

    python -m scripts.platform_inputs CASES.jsonl
    python -m scripts.platform_oracle record CASES.jsonl ANSWERS.jsonl -- PROGRAM [ARGUMENT …]
    python -m scripts.platform_oracle compare ANSWERS.jsonl [--show]

Nothing of the platforms is part of this project. Whoever records gets their code from its public
repositories, at the commits that `checker/data/platforms/targets.toml` names, and writes a PROGRAM
around it: it is called with the folder of one repository as its last argument and prints one JSON
object, which becomes the case's `expected`. What it has to ask, and of what:

- `detected`: the exit code of the classic buildpack's `bin/detect`, with the folder.
- `build`, `build_v322`: the functions that `bin/compile` of the classic buildpack calls up to the
  download of Python, in its order: hook, existing Python folder, package manager, virtual
  environment, version. Its library files are sourced by bash; what prints and what measures is
  replaced by functions that do nothing, what fails the build by one that prints the failure's name.
  Nothing is downloaded and no package is installed. The object has `ok`, `failure`,
  `package_manager` and `python`.
- `collectstatic`: `bin/steps/collectstatic` in a folder whose `python` is a script that writes down
  its arguments, answers that Django is there (or not), and ends with 0. `ran` is what was written.
- `heroku_cnb_python_version`: a small program around the cloud native buildpack's parser and
  resolver; `ok X.Y.Z`, or the name of the error.
- `procfile`, by reader, each with `processes` or `error`: `heroku_cnb_3_2_0_copy_of_codon` (the
  parser of that release of the Procfile buildpack), `procfile_util` (the command
  `procfile-util list`), `herokuish` (`argv`: `/start web` with a `setuidgid` that writes down its
  arguments), `yaml_v2` (a program that unmarshals the file into a map of strings).

An answer is taken as it is. What a person set on the machine (`env`, `stack`, `cached_python` of a
case) is not in the repository, so such cases are compared in what does not depend on it.
`tests.differential.platform_cases` says field by field what is compared with what.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.differential.platform_cases import compare, write

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 60
"""What the program may take for one repository."""


def cases_of(path: Path) -> Iterator[dict[str, Any]]:
    """The cases of a file, one per line."""
    for line in filter(None, path.read_text("utf-8").split("\n")):
        yield json.loads(line)


def answered(case: dict[str, Any], program: list[str]) -> dict[str, Any]:
    """The case with what the program prints for its repository.

    Raises:
        ValueError: it fails, or prints something else than an object.
    """
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), case)
        done = subprocess.run(
            [*program, folder], capture_output=True, text=True, check=False, timeout=SECONDS
        )
    found = json.loads(done.stdout) if not done.returncode else None
    if not isinstance(found, dict):
        raise ValueError(f"{case['case']}: {done.stderr or done.stdout}")
    return {**case, "expected": found}


def main() -> int:
    """Record, or compare; 1 if there is a difference."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    recording = actions.add_parser("record")
    recording.add_argument("cases", type=Path)
    recording.add_argument("answers", type=Path)
    recording.add_argument("program", nargs=argparse.REMAINDER)
    comparing = actions.add_parser("compare")
    comparing.add_argument("answers", type=Path)
    comparing.add_argument("--show", action="store_true", help="print each difference")
    arguments = parser.parse_args()
    if arguments.action == "compare":
        return compare(cases_of(arguments.answers), show=arguments.show)
    program = [word for word in arguments.program if word != "--"]
    lines = [json.dumps(answered(case, program)) for case in cases_of(arguments.cases)]
    arguments.answers.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"recorded {len(lines)} cases")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
