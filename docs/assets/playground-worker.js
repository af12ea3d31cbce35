// Runs the wheel in Pyodide; every file is this site's own.

const run = new URL("../playground/run/", import.meta.url);
let python;

const PROGRAM = `
import contextlib, io, os, shutil, sys
sys.path.insert(0, "/packages")
os.environ["PYSPEC_CHECK_NO_CACHE"] = "1"
from checker.cli.main import main
from checker.languages import language as language_of
from checker.targets import targets

DJANGO = {
    "manage.py": "import os, sys\\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\\n"
    "from django.core.management import execute_from_command_line\\nexecute_from_command_line(sys.argv)\\n",
    "mysite/__init__.py": "",
    "mysite/wsgi.py": "import os\\nfrom django.core.wsgi import get_wsgi_application\\n"
    "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\\napplication = get_wsgi_application()\\n",
}
FLASK = {"app.py": "from flask import Flask\\n\\napp = Flask(__name__)\\n"}

def known(language):
    spoken = language_of(language)
    return [{"name": t.name, "label": str(spoken.of(t.title))} for t in targets().values()]

def check(files, target, every, language):
    shutil.rmtree("/repository", ignore_errors=True)
    files = {path: text for path, text in files.items() if text.strip()}
    for path, text in {**(DJANGO if "mysite/settings.py" in files else FLASK), **files}.items():
        place = os.path.join("/repository", path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
    os.chdir("/repository")
    printed, said = io.StringIO(), io.StringIO()
    words = ["--format", "json", "--target", target, "--language", language]
    words += ["--all"] if every else []
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(said):
        main(words)
    if not printed.getvalue():
        raise RuntimeError(said.getvalue())
    return printed.getvalue()
`;

async function load() {
  const { loadPyodide } = await import(new URL("pyodide.mjs", run).href);
  python = await loadPyodide({ indexURL: run.href });
  for (const name of ["libraries.zip", "pyspec_check.whl"]) {
    const answer = await fetch(new URL(name, run));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    python.unpackArchive(await answer.arrayBuffer(), "zip", { extractDir: "/packages" });
  }
  python.runPython(PROGRAM);
  const known = python.globals.get("known");
  postMessage({ targets: known(self.name).toJs({ dict_converter: Object.fromEntries }) });
}

const loaded = load();
loaded.catch((error) => postMessage({ failed: String(error) }));

onmessage = async ({ data }) => {
  await loaded;
  try {
    const check = python.globals.get("check");
    const text = check(python.toPy(data.files), data.target, data.all, data.language);
    check.destroy();
    postMessage({ number: data.number, report: JSON.parse(text) });
  } catch (error) {
    postMessage({ number: data.number, wrong: String(error) });
  }
};
