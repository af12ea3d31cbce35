import assert from "node:assert/strict";
import { test } from "node:test";

import { languageOf, planArguments } from "../src/plan";
import { findProgram, isRunnable, type Surroundings } from "../src/program";
import { settingsFrom } from "../src/settings";

/** A machine that holds these programs. */
function machine(programs: string[], more: Partial<Surroundings> = {}): Surroundings {
  return {
    platform: "linux",
    environment: { PATH: "/usr/local/bin:/usr/bin" },
    home: "/home/ada",
    folder: "/home/ada/shop",
    interpreter: undefined,
    isRunnable: (file) => programs.includes(file),
    ...more,
  };
}

function windows(programs: string[], more: Partial<Surroundings> = {}): Surroundings {
  return machine(programs, {
    platform: "win32",
    environment: { Path: "C:\\Tools;C:\\Windows" },
    home: "C:\\Users\\ada",
    folder: "C:\\shop",
    ...more,
  });
}

test("the setting is first, then the selected Python's, then PATH", () => {
  const interpreter = "/home/ada/shop/.venv/bin/python";
  const beside = "/home/ada/shop/.venv/bin/pyspec-check";
  const all = machine(["/opt/pyspec-check", beside, "/usr/bin/pyspec-check"], { interpreter });
  assert.equal(findProgram(["/opt/pyspec-check"], all)?.command, "/opt/pyspec-check");
  assert.equal(findProgram([], all)?.command, beside);
  assert.equal(
    findProgram([], machine(["/usr/bin/pyspec-check"], { interpreter }))?.command,
    "/usr/bin/pyspec-check",
  );
  assert.equal(findProgram([], machine([], { interpreter })), undefined);
});

test("a setting that names nothing is not replaced by another program", () => {
  assert.equal(findProgram(["/opt/gone"], machine(["/usr/bin/pyspec-check"])), undefined);
});

test("a command with arguments keeps them", () => {
  const found = findProgram(["uvx", "--from", "~/x", "pyspec-check"], machine(["/usr/bin/uvx"]));
  assert.equal(found?.command, "/usr/bin/uvx");
  assert.deepEqual(found.args, ["--from", "/home/ada/x", "pyspec-check"]);
});

test("names of folders are written out", () => {
  const programs = ["/home/ada/shop/env/bin/p", "/home/ada/bin/p"];
  const found = (word: string) => findProgram([word], machine(programs))?.command;
  assert.equal(found("${workspaceFolder}/env/bin/p"), programs[0]);
  assert.equal(found("env/bin/p"), programs[0]);
  assert.equal(found("./env/bin/p"), programs[0]);
  assert.equal(found("~/bin/p"), programs[1]);
  assert.equal(found("${userHome}/bin/p"), programs[1]);
});

test("a folder that is not trusted gives no program and no working folder", () => {
  const programs = ["/home/ada/shop/env/bin/p", "/usr/bin/pyspec-check"];
  const around = machine(programs, { folder: undefined });
  assert.equal(findProgram(["env/bin/p"], around), undefined);
  assert.equal(findProgram(["${workspaceFolder}/env/bin/p"], around), undefined);
  assert.equal(findProgram([], around)?.cwd, "/home/ada");
});

test("relative folders on PATH are the repository's, and left out", () => {
  const around = machine(["bin/pyspec-check", "/home/ada/shop/bin/pyspec-check"], {
    environment: { PATH: "bin:.:" },
  });
  assert.equal(findProgram([], around), undefined);
  assert.equal(findProgram([], machine([], { environment: {} })), undefined);
});

test("on Windows programs end in .exe, and scripts may be in a folder of their own", () => {
  assert.equal(
    findProgram([], windows(["C:\\Tools\\pyspec-check.exe"]))?.command,
    "C:\\Tools\\pyspec-check.exe",
  );
  const interpreter = "C:\\Python\\python.exe";
  const beside = "C:\\Python\\Scripts\\pyspec-check.exe";
  assert.equal(findProgram([], windows([beside], { interpreter }))?.command, beside);
  assert.equal(findProgram(["C:\\x\\p.exe"], windows(["C:\\x\\p.exe"]))?.command, "C:\\x\\p.exe");
  assert.equal(
    findProgram(["env\\p"], windows(["C:\\shop\\env\\p.exe"]))?.command,
    "C:\\shop\\env\\p.exe",
  );
});

test("a folder, a missing file and a text are no programs", () => {
  assert.equal(isRunnable(process.execPath), true);
  assert.equal(isRunnable("/"), false);
  assert.equal(isRunnable("/nowhere/at/all"), false);
});

test("the plan is in the editor's language, if the command speaks it", () => {
  assert.deepEqual(["zh-cn", "zh-tw", "en", "en-gb", "de"].map(languageOf), [
    "zh",
    "zh",
    "en",
    "en",
    "en",
  ]);
});

test("the plan is asked for with the folder's target", () => {
  const program = { command: "uvx", args: ["pyspec-check"], cwd: "/", because: "" };
  const settings = settingsFrom((name) => (name === "target" ? "rainbond-6" : undefined));
  assert.deepEqual(planArguments(program, settings, "/shop"), [
    "pyspec-check",
    "plan",
    "--color",
    "never",
    "--target",
    "rainbond-6",
    "/shop",
  ]);
  assert.deepEqual(
    planArguments(
      { ...program, args: [] },
      settingsFrom(() => undefined),
      "/shop",
    ),
    ["plan", "--color", "never", "/shop"],
  );
  const two = settingsFrom((name) => (name === "targets" ? ["rainbond-6", "heroku"] : undefined));
  assert.deepEqual(planArguments({ ...program, args: [] }, two, "/shop").slice(3), [
    "--target",
    "rainbond-6,heroku",
    "/shop",
  ]);
});
