"""Thousands of generated Procfiles, read by real Ruby and by us: prints every disagreement.

    python -m tests.differential.ruby_procfile [COUNT [SEED]]

Exits with 1 where there is one, and with 0 and a word where no Ruby fits: Psych 4 or later, which
loads safely, and Ruby before 3.4, which prints hashes as the builder's does. Ruby is asked
what the builder and the runner ask: `YAML.load_file(f).keys` and `puts YAML.load_file(f)['web']`.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from checker.platform.slug.processes import read_processes

SCRIPT = r"""
require 'yaml'
require 'json'
require 'stringio'
Dir.glob(File.join(ARGV[0], '*')).sort.each do |f|
  answer = begin
    loaded = YAML.load_file(f)
    keys = loaded.keys
    out = StringIO.new
    out.puts loaded['web']
    {'keys' => keys.map(&:to_s), 'web' => out.string.b.sub(/\n+\z/n, '').unpack('H*').first}
  rescue Exception => e
    {'error' => (e.class.to_s + ': ' + e.message).scrub}
  end
  puts JSON.generate([File.basename(f), answer])
end
"""

WORDS = r"""
web web: worker: release: Web web2 - -- --- ... ? : :: :x :"x" : # #x a#b & && &a &b * *a *b !
!x !!str !!int !!float !!binary !!null !ruby/symbol !ruby/object:Foo !str | |- |+ |2 > >- ' '' 'a'
" "" "a" "a\nb" "\x" % %YAML @ ` [ ] { } , [a] {a} {a:1} [1,2] ~ null true yes no on off y n Yes
TRUE 1 0 -1 +1 1.0 1. .5 . 1e3 1.5e+3 1.5e3 -.inf .NaN +.inf 0x1f 0b11 0o7 017 08 1_000 1,000 1:30
1:30:15 1:30.5 190:20 2020-01-01 2020-1-1 2020-01-01T10:00:00Z 12:30 << <<: == = gunicorn app:app
a: b:c c $PORT ${PORT:-1} \ \\ "a b" 'a b' é 中 é: "é" 😀 #{x} "#{x}" 1e400 12e03 -2E+05 +12.5 0.
-0.0 0.00001 123456789012345678 1234567890123456789012 1.10 6.02e+23 1_0.5 -0x1f +017
"""
ATOMS = (*WORDS.split(), "\xa0", "\u2028", "\x85", "\ufeff", "\t", "\x07", "\0", "\x7f")
BREAKS = (
    "\n", "\n", "\n", "\n", "\r\n", "\r", "\n\n", "\n  ", "\n ", "\n\t", "\n- ", "\n---\n",
    "\n...\n", "\n# c\n",
)  # fmt: skip
STARTS = (
    "web: ", "web: ", "web: ", "web: ", "web:", "worker: ", "", "'web': ", '"web": ', "? web\n: ",
    "<<: ", "- ", "web :", "{web: ", "&a web: ", "!!str web: ", ":web: ", "1: ", "~: ", "yes: ",
)  # fmt: skip


def generated(random_: random.Random) -> bytes:
    """One Procfile: mostly a `web:` line of odd words, sometimes more lines, seldom odd bytes."""
    parts = []
    for _ in range(random_.choice((1, 1, 1, 1, 2, 2, 3))):
        parts.append(random_.choice(STARTS))
        for _ in range(random_.choice((0, 1, 1, 1, 2, 2, 3, 4))):
            parts.append(random_.choice(ATOMS))
            parts.append(random_.choice((" ", " ", " ", "", "", "\t", ", ", ": ")))
        parts.append(random_.choice(BREAKS))
    data = "".join(parts).encode("utf-8", "surrogatepass")
    if random_.random() < 0.03:
        at = random_.randrange(len(data) + 1)
        data = data[:at] + bytes([random_.randrange(256)]) + data[at:]
    return data


def unfit() -> str:
    """Why this machine's Ruby cannot be asked; empty where it can."""
    if not shutil.which("ruby"):
        return "no ruby on this machine"
    ask = ["ruby", "-e", "require 'psych'; puts RUBY_VERSION, Psych::VERSION"]
    ruby, psych = subprocess.run(ask, capture_output=True, text=True, check=True).stdout.split()
    if tuple(map(int, ruby.split(".")[:2])) >= (3, 4) or int(psych.split(".")[0]) < 4:
        return f"ruby {ruby} with Psych {psych} reads or prints otherwise"
    return ""


def disagreements(count: int, seed: int) -> list[str]:
    """A line for each Procfile that Ruby and we read differently."""
    random_ = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "files")
        folder.mkdir()
        files = {f"{i:07d}": generated(random_) for i in range(count)}
        for path, data in files.items():
            (folder / path).write_bytes(data)
        Path(name, "ask.rb").write_text(SCRIPT, "utf-8")
        answer = subprocess.run(
            ["ruby", "-E", "UTF-8", str(Path(name, "ask.rb")), str(folder)],
            capture_output=True,
            check=True,
            env={"LANG": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin"},
        )
    found = []
    for line in answer.stdout.decode("utf-8", "surrogateescape").splitlines():
        path, theirs = json.loads(line)
        ours = read_processes(files[path])
        if ("error" in theirs) != bool(ours.problem):
            found.append(f"{files[path]!r}: ruby {theirs}, we {ours}")
        elif not ours.problem:
            web = bytes.fromhex(theirs["web"])
            if web != ours.web.encode("utf-8", "surrogateescape"):
                found.append(f"{files[path]!r}: ruby {web!r}, we {ours.web!r}")
    return found


def main() -> int:
    """The command line."""
    if why := unfit():
        print(f"skipped: {why}")
        return 0
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    found = disagreements(count, seed)
    print("\n".join(found[:40]))
    print(f"{count} Procfiles, {len(found)} disagreements")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
