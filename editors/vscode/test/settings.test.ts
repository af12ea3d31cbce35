import assert from "node:assert/strict";
import { test } from "node:test";

import { serverOptions, settingsFrom } from "../src/settings";

function settings(values: Record<string, unknown>) {
  return settingsFrom((name) => values[name]);
}

test("nothing set: it is on, and the repository's configuration holds", () => {
  const unset = settings({});
  assert.deepEqual(unset, {
    enable: true,
    command: [],
    target: "",
    targets: [],
    select: [],
    ignore: [],
    all: false,
  });
  assert.deepEqual(serverOptions(unset), {});
});

test("what is set is told to the server, and nothing else", () => {
  const some = settings({
    enable: true,
    path: "/opt/pyspec-check",
    target: "rainbond-6",
    select: ["PROC", "RUN"],
    ignore: [],
    all: true,
  });
  assert.deepEqual(serverOptions(some), {
    all: true,
    target: "rainbond-6",
    select: ["PROC", "RUN"],
  });
});

test("several targets count instead of the one", () => {
  const both = settings({ target: "rainbond-6", targets: ["rainbond-6", "heroku", 3] });
  assert.deepEqual(both.targets, ["rainbond-6", "heroku"]);
  assert.deepEqual(serverOptions(both), { targets: ["rainbond-6", "heroku"] });
  assert.deepEqual(serverOptions(settings({ target: "auto", targets: [] })), { target: "auto" });
});

test("a path is a program, or a command with its arguments", () => {
  assert.deepEqual(settings({ path: " pyspec-check " }).command, ["pyspec-check"]);
  assert.deepEqual(settings({ path: ["uvx", "pyspec-check"] }).command, ["uvx", "pyspec-check"]);
  assert.deepEqual(settings({ path: "" }).command, []);
  assert.deepEqual(settings({ path: [] }).command, []);
  assert.deepEqual(settings({ path: [""] }).command, []);
});

test("a value of the wrong type counts as unset", () => {
  const wrong = settings({
    enable: "no",
    path: 3,
    target: ["x"],
    select: "PROC",
    ignore: [1, "RUN"],
  });
  assert.deepEqual(wrong, {
    enable: true,
    command: [],
    target: "",
    targets: [],
    select: [],
    ignore: ["RUN"],
    all: false,
  });
});
