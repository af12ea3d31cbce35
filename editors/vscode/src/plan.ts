/** What the platform will do with a folder, as `pyspec-check plan` says it. */

import { execFile } from "node:child_process";

import type { Program } from "./program";
import type { Settings } from "./settings";

const TIMEOUT = 60_000;

/** What stands after the program's name to print a folder's plan. */
export function planArguments(program: Program, settings: Settings, folder: string): string[] {
  const names = settings.targets.length ? settings.targets.join(",") : settings.target;
  const target = names ? ["--target", names] : [];
  return [...program.args, "plan", "--color", "never", ...target, folder];
}

/** The language that the command speaks in an editor of this locale: those that it knows. */
export function languageOf(locale: string): string {
  return locale.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** What the command prints, in the editor's language; where it fails, its own words of why. */
export function plan(
  program: Program,
  settings: Settings,
  folder: string,
  locale: string,
): Promise<string> {
  return new Promise((resolve) => {
    execFile(
      program.command,
      planArguments(program, settings, folder),
      {
        cwd: program.cwd,
        encoding: "utf8",
        timeout: TIMEOUT,
        env: {
          ...process.env,
          COLUMNS: "100",
          PYTHONIOENCODING: "utf-8",
          PYSPEC_CHECK_LANGUAGE: languageOf(locale),
        },
      },
      (error, stdout, stderr) => {
        resolve(stdout || stderr || (error?.message ?? ""));
      },
    );
  });
}
