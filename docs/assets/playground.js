// The playground: what is typed is checked by a worker that runs the wheel in Pyodide.

const MOST_SHOWN = 200;

const place = document.getElementById("pg");
if (place) start(place);

function start(place) {
  const boxes = {
    Procfile: byId("pg-procfile"),
    "requirements.txt": byId("pg-requirements"),
    version: byId("pg-version"),
    "mysite/settings.py": byId("pg-settings"),
  };
  const target = byId("pg-target");
  const every = byId("pg-all");
  const versionName = byId("pg-version-name");
  const report = byId("pg-report");
  const words = place.dataset;
  let timer, asked = 0, answered = 0, ready = false;

  restore();
  report.textContent = words.loading;
  const worker = new Worker(new URL("playground-worker.js", import.meta.url), { type: "module", name: words.lang });
  worker.onerror = (event) => (report.textContent = words.failed + (event.message ?? ""));
  worker.onmessage = ({ data }) => {
    if (data.failed) report.textContent = words.failed + data.failed;
    if (data.targets) {
      for (const { name, label } of data.targets) target.add(new Option(`${name} (${label})`, name));
      const known = data.targets.some(({ name }) => name === target.dataset.wanted);
      target.value = known ? target.dataset.wanted : "rainbond-5";
      ready = true;
      check();
    }
    if (data.number) {
      answered = data.number;
      if (data.report) show(data.report);
      else report.textContent = data.wrong;
      if (answered < asked) send();
    }
  };
  for (const box of [...Object.values(boxes), target, every, versionName]) {
    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(check, 200);
    });
  }
  const share = byId("pg-share");
  share.addEventListener("click", async () => {
    location.replace(`#${encoded(state())}`);
    await navigator.clipboard?.writeText(location.href);
    share.classList.add("pg-copied");
    setTimeout(() => share.classList.remove("pg-copied"), 1500);
  });
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) === encoded(state())) return;
    restore();
    if (target.dataset.wanted) target.value = target.dataset.wanted;
    if (!target.value) target.value = "rainbond-5";
    check();
  });

  function state() {
    const texts = Object.fromEntries(Object.entries(boxes).map(([name, box]) => [name, box.value]));
    return { ...texts, target: target.value, versionName: versionName.value, all: every.checked };
  }

  function restore() {
    let given = {
      Procfile: "web:gunicorn mysite.wsgi –-log-file -\n",
      "requirements.txt": "Django==4.2.16\ngunicorn=23.0.0\n",
      version: "Python 3.6\n",
      "mysite/settings.py":
        'INSTALLED_APPS = [\n    "django.contrib.staticfiles",\n]\nSTATIC_URL = "/static/"\n',
    };
    try {
      if (location.hash.length > 1) given = JSON.parse(decoded(location.hash.slice(1)));
    } catch {
      // A link that was cut off: the example is shown instead.
    }
    for (const [name, box] of Object.entries(boxes)) box.value = String(given[name] ?? "");
    versionName.value = given.versionName === ".python-version" ? ".python-version" : "runtime.txt";
    every.checked = given.all === true;
    target.dataset.wanted = given.target ?? "";
  }

  /** Ask for a report of what is typed now; while one is being made, only the last question counts. */
  function check() {
    if (ready && answered === asked++) send();
  }

  function send() {
    const { version, versionName: name, target: chosen, all, ...files } = state();
    files[name] = version;
    worker.postMessage({ number: asked, files, target: chosen, all, language: words.lang });
  }

  function show({ roots }) {
    const [{ findings, summary }] = roots;
    const items = findings.slice(0, MOST_SHOWN).map(item);
    if (findings.length > MOST_SHOWN) items.push(element("p", "", `… ${findings.length - MOST_SHOWN}`));
    const counts = words.counts.replace(/\{(\w+)\}/g, (_, name) => summary[name]);
    const head = element("p", "pg-summary", findings.length ? counts : words.clean);
    report.replaceChildren(head, ...items);
  }

  function item(finding) {
    const made = element("div", `pg-finding pg-${finding.severity}`);
    const head = element("div", "pg-head");
    const code = element("a", "pg-code", finding.code);
    const folder = words.lang === "en" ? ".." : `../${words.lang}`;
    code.href = new URL(`${folder}/rules/${finding.code}/`, import.meta.url);
    const at = element("button", "pg-place", `${finding.path}:${finding.line ?? 1}:${finding.column ?? 1}`);
    at.type = "button";
    at.addEventListener("click", () => select(finding));
    head.append(at, " ", code, " ", element("span", "pg-severity", words[finding.severity]));
    if (!finding.certain) head.append(" ", element("span", "pg-severity", words.uncertain));
    const message = element("div", "pg-message");
    // As in a terminal, what is quoted stands between backticks.
    finding.message.split("`").forEach((part, number) => {
      message.append(number % 2 ? element("code", "", part) : part);
    });
    made.append(head, message);
    if (finding.help) made.append(element("pre", "pg-help", finding.help));
    return made;
  }

  /** Select what a finding is about in its box. Columns count code points, the box UTF-16 units. */
  function select(finding) {
    const box = boxes[finding.path] ?? (finding.path === versionName.value ? boxes.version : null);
    if (!box || !finding.line) return;
    const lines = box.value.split("\n");
    const offset = (line, column) =>
      lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) +
      [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
    box.focus();
    box.setSelectionRange(
      offset(finding.line, finding.column),
      offset(finding.end_line, finding.end_column),
    );
  }
}

function byId(id) {
  return document.getElementById(id);
}

function element(tag, kind, text = "") {
  const made = document.createElement(tag);
  made.className = kind;
  made.textContent = text;
  return made;
}

function encoded(value) {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const signs = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(signs).replaceAll("+", "-").replaceAll("/", "_");
}

function decoded(text) {
  const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder().decode(Uint8Array.from(bytes, (sign) => sign.charCodeAt(0)));
}
