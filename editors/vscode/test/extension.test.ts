/** The bundled extension, with its real client and the real server, in a stand-in for the editor. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";

import { findProgram, isRunnable } from "../src/program";
import { Editor, type ShownDiagnostic } from "./editor";
import { Range, type WorkspaceEdit } from "./values";

const BUNDLE = path.resolve("dist/extension.js");
const SPACE_MISSING = "web:gunicorn app:app --bind 0.0.0.0:$PORT\n";
const FILES = {
  Procfile: SPACE_MISSING,
  "requirements.txt": "gunicorn==19.9.0\nflask==1.0\n",
  "runtime.txt": "python-3.6.6",
  "app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
};

const folders: string[] = [];
const running: (() => Promise<void>)[] = [];

/** The program whose server is tried: named by PYSPEC_CHECK, else the one on PATH. */
function program(): string | undefined {
  const named = process.env.PYSPEC_CHECK;
  const found = findProgram(named ? [named] : [], {
    platform: process.platform,
    environment: process.env,
    home: "/",
    folder: process.cwd(),
    interpreter: undefined,
    isRunnable,
  })?.command;
  try {
    if (found) execFileSync(found, ["lsp", "--help"], { stdio: "ignore" });
    else if (named) throw new Error("it is no program");
    return found;
  } catch (error) {
    if (named)
      throw new Error(`PYSPEC_CHECK names ${named}, which has no server`, { cause: error });
    return undefined;
  }
}

function repository(files: Record<string, string>): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "extension-")));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

/** An editor in which the extension runs. */
async function started(editor: Editor): Promise<Editor> {
  const extension = editor.load(BUNDLE);
  running.push(() => extension.deactivate());
  await extension.activate({ subscriptions: [] });
  return editor;
}

function editorWith(
  settings: Record<string, unknown>,
  files: Record<string, string> = FILES,
): Editor {
  const editor = new Editor(repository(files));
  for (const [name, value] of Object.entries(settings)) {
    editor.settings.set(`pyspec-check.${name}`, value);
  }
  return editor;
}

function code(diagnostic: ShownDiagnostic): string {
  return typeof diagnostic.code === "string" ? diagnostic.code : diagnostic.code.value;
}

function codes(editor: Editor, name: string): string[] {
  return editor.shownFor(name).map(code);
}

after(async () => {
  for (const stop of running) await stop();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

test("where the program is missing, it says how to get it", async () => {
  const editor = editorWith({});
  editor.answer = "Copy Command";
  const before = process.env.PATH;
  process.env.PATH = editor.folder;
  try {
    await started(editor);
  } finally {
    process.env.PATH = before;
  }
  assert.equal(editor.shown.length, 1);
  assert.match(editor.shown[0]?.text ?? "", /not installed.*pip install 'pyspec-check\[lsp\]'/);
  assert.deepEqual(editor.clipboard, ["pip install 'pyspec-check[lsp]'"]);
});

test("a setting that names no program is told, and leads to the setting", async () => {
  const editor = editorWith({ path: "/nowhere/pyspec-check" });
  editor.answer = "Open Settings";
  await started(editor);
  assert.match(editor.shown[0]?.text ?? "", /`\/nowhere\/pyspec-check`, which is not a program/);
  assert.ok(editor.log.includes("workbench.action.openSettings"));
});

test("a program that ends at once is told once, with its own words in the output", async () => {
  const editor = editorWith({});
  const fake = path.join(editor.folder, "old");
  writeFileSync(fake, "#!/bin/sh\necho 'unknown command lsp' >&2\nexit 2\n");
  chmodSync(fake, 0o755);
  editor.settings.set("pyspec-check.path", fake);
  await started(editor);
  assert.equal(editor.shown.length, 1, JSON.stringify(editor.shown));
  assert.match(editor.shown[0]?.text ?? "", /did not start as a language server/);
  await editor.until("its words are in the output", () =>
    editor.log.some((line) => line.includes("unknown command lsp")),
  );
});

test("switched off, nothing is started and nothing shown", async () => {
  const editor = await started(editorWith({ enable: false, path: "/nowhere" }));
  assert.deepEqual(editor.shown, []);
});

const found = program();
const skip = found ? false : "no pyspec-check with its extra `lsp` (PYSPEC_CHECK or PATH)";

test("a finding is shown, mended by its action, and goes", { skip }, async () => {
  const editor = await started(editorWith({ path: found }));
  const procfile = editor.open("Procfile", SPACE_MISSING);
  await editor.until("PROC003 is shown", () => codes(editor, "Procfile").includes("PROC003"));
  const finding = editor.shownFor("Procfile").find((item) => code(item) === "PROC003");
  assert.ok(finding);
  assert.equal(finding.severity, 0);
  assert.equal(finding.source, "pyspec-check");
  assert.match(finding.message, /no space after `web:`/);
  assert.equal(finding.range.start.line, 0);
  assert.equal(finding.range.start.character, 4);

  const [provider] = editor.actionProviders;
  assert.ok(provider);
  const actions = (await provider.provideCodeActions(
    procfile,
    finding.range,
    { diagnostics: [finding], triggerKind: 1 },
    { isCancellationRequested: false, onCancellationRequested: () => undefined },
  )) as { title: string; edit?: WorkspaceEdit }[];
  const fix = actions.find((action) => action.edit?.edits.some((edit) => edit.newText === " "));
  assert.ok(fix?.edit, JSON.stringify(actions));
  const [edit] = fix.edit.edits;
  assert.equal(edit?.uri.toString(), procfile.uri.toString());
  assert.deepEqual(edit.range.start, new Range(0, 4, 0, 4).start);
  assert.deepEqual(codes(editor, "Procfile"), ["PROC003"]);

  editor.type(procfile, SPACE_MISSING.replace("web:", "web: "));
  await editor.until("the Procfile is clean", () => !codes(editor, "Procfile").includes("PROC003"));
});

test("an edit of requirements.txt refreshes the Procfile's findings", { skip }, async () => {
  const editor = await started(
    editorWith({ path: found }, { ...FILES, Procfile: SPACE_MISSING.replace("web:", "web: ") }),
  );
  editor.open("Procfile", SPACE_MISSING.replace("web:", "web: "));
  const requirements = editor.open("requirements.txt", FILES["requirements.txt"]);
  editor.type(requirements, "flask==1.0\n");
  await editor.until("CMD001 is shown", () => codes(editor, "Procfile").includes("CMD001"));
  editor.type(requirements, FILES["requirements.txt"]);
  await editor.until("it goes", () => !codes(editor, "Procfile").includes("CMD001"));
});

test("settings hold at once: ignored rules, and none after switching off", { skip }, async () => {
  const editor = await started(editorWith({ path: found }));
  editor.open("Procfile", SPACE_MISSING);
  await editor.until("PROC003 is shown", () => codes(editor, "Procfile").includes("PROC003"));
  await editor.set("pyspec-check.ignore", ["PROC003"]);
  await editor.until("it is ignored", () => !codes(editor, "Procfile").includes("PROC003"));
  await editor.set("pyspec-check.ignore", []);
  await editor.until("it is back", () => codes(editor, "Procfile").includes("PROC003"));
  await editor.set("pyspec-check.enable", false);
  await editor.until("nothing is shown", () => codes(editor, "Procfile").length === 0);
});

test("the command `restart` brings the findings back", { skip }, async () => {
  const editor = await started(editorWith({ path: found }));
  editor.open("Procfile", SPACE_MISSING);
  await editor.until("PROC003 is shown", () => codes(editor, "Procfile").includes("PROC003"));
  const before = [...editor.collections];
  await editor.run("pyspec-check.restart");
  assert.ok(before.every((collection) => !editor.collections.has(collection)));
  await editor.until("PROC003 is shown again", () => codes(editor, "Procfile").includes("PROC003"));
});

test("the command `showPlan` prints what the platform will do", { skip }, async () => {
  const editor = await started(editorWith({ path: found }));
  await editor.run("pyspec-check.showPlan");
  assert.ok(
    editor.log.some((line) => line.includes("rainbond-5") && line.includes("3.6.6")),
    editor.log.join("\n"),
  );
});

test("an editor in Chinese shows the plan in Chinese", { skip }, async () => {
  const editor = editorWith({ path: found });
  editor.language = "zh-cn";
  await started(editor);
  await editor.run("pyspec-check.showPlan");
  assert.ok(
    editor.log.some((line) => line.includes("启动：")),
    editor.log.join("\n"),
  );
});
