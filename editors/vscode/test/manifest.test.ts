/** The manifest beside what it speaks of: the code, the targets, the files. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

interface Manifest {
  version: string;
  license: string;
  icon: string;
  activationEvents: string[];
  contributes: {
    commands: { command: string }[];
    walkthroughs: { steps: { description: string; media: { markdown: string } }[] }[];
    configuration: {
      properties: Record<string, { enum?: string[]; enumDescriptions?: string[] }>;
    };
  };
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
}

interface Grammar {
  patterns: { match: string }[];
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

const manifest = json("package.json") as Manifest;
const sources = readdirSync("src").map((name) => readFileSync(`src/${name}`, "utf8"));

test("the version is the tool's", () => {
  const tool = readFileSync("../../checker/__init__.py", "utf8");
  assert.equal(/__version__ = "([^"]+)"/.exec(tool)?.[1], manifest.version);
});

test("the targets that can be chosen are those of the tool", () => {
  const table = readFileSync("../../checker/data/platforms/targets.toml", "utf8");
  const names = [...table.matchAll(/^\[target\."([^"]+)"\]/gm)].map((found) => found[1]);
  const setting = manifest.contributes.configuration.properties["pyspec-check.target"];
  assert.ok(setting?.enum);
  assert.deepEqual(setting.enum.slice(0, 2), ["", "auto"]);
  assert.deepEqual(setting.enum.slice(2).sort(), names.sort());
  assert.equal(setting.enumDescriptions?.length, setting.enum.length);
});

test("every command is registered", () => {
  for (const { command } of manifest.contributes.commands) {
    const name = command.replace("pyspec-check.", "");
    assert.ok(
      sources.some((text) => text.includes(`\${SECTION}.${name}\``)),
      command,
    );
  }
});

test("every setting is read", () => {
  const read = readFileSync("src/settings.ts", "utf8");
  for (const key of Object.keys(manifest.contributes.configuration.properties)) {
    if (key === "pyspec-check.trace.server") continue; // the client library reads it
    assert.ok(read.includes(`read("${key.replace("pyspec-check.", "")}")`), key);
  }
});

test("a workspace that is not trusted can't name the program", () => {
  assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, [
    "pyspec-check.path",
  ]);
});

test("each of the four kinds of files starts it", () => {
  for (const file of ["requirements.txt", "Procfile", "runtime.txt", "manage.py"]) {
    assert.ok(manifest.activationEvents.includes(`workspaceContains:${file}`), file);
  }
});

test("the grammar tells the type, the colon and the command", () => {
  const grammar = json("syntaxes/procfile.tmLanguage.json") as Grammar;
  const line = new RegExp(grammar.patterns[0]?.match ?? "");
  assert.deepEqual(line.exec("web: gunicorn app:app")?.slice(1), ["web", ":", " gunicorn app:app"]);
  assert.deepEqual(line.exec("web:gunicorn")?.slice(1), ["web", ":", "gunicorn"]);
  assert.equal(line.exec("# a comment: no"), null);
});

test("the lock file names no other host than the registry's own", () => {
  const hosts = [
    ...readFileSync("package-lock.json", "utf8").matchAll(/"resolved": "https?:\/\/([^/"]+)/g),
  ];
  assert.deepEqual(
    [...new Set(hosts.map((found) => found[1]))].filter((host) => host !== "registry.npmjs.org"),
    [],
  );
});

test("the icon is a picture of at least 128 pixels", () => {
  const picture = readFileSync(manifest.icon);
  assert.equal(picture.subarray(1, 4).toString(), "PNG");
  assert.ok(
    picture.readUInt32BE(16) >= 128 && picture.readUInt32BE(16) === picture.readUInt32BE(20),
  );
});

test("the walkthrough has its texts, and offers commands and settings that there are", () => {
  const known = manifest.contributes.commands.map(({ command }) => command);
  const steps = manifest.contributes.walkthroughs.flatMap((each) => each.steps);
  assert.ok(steps.length >= 3);
  for (const { description, media } of steps) {
    assert.ok(readFileSync(media.markdown, "utf8").startsWith("# "));
    for (const [, command, rest] of description.matchAll(/\(command:([\w.-]+)(?:\?([^)]*))?\)/g)) {
      if (command === "workbench.action.openSettings") {
        const [setting] = JSON.parse(decodeURIComponent(rest ?? "")) as string[];
        assert.ok(setting && setting in manifest.contributes.configuration.properties);
      } else assert.ok(command && known.includes(command), command);
    }
  }
});
