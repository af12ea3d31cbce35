/** Where the program is: the one of the settings, of the selected Python, or on PATH. */

import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  readonly home: string;
  /** The first workspace folder's path; undefined where there is none, or where it is not trusted. */
  readonly folder: string | undefined;
  /** The selected Python's path; undefined where there is none, or the folder is not trusted. */
  readonly interpreter: string | undefined;
  /** Whether a path is a file that can be run. */
  readonly isRunnable: (file: string) => boolean;
}

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Where it is started: a folder that is not trusted may hold what a launcher would read. */
  readonly cwd: string;
  /** Where the choice comes from, for the output. */
  readonly because: string;
}

/** The program to start, or undefined where there is none.

    It is never asked for with `python -m`: that would look for modules in the working folder first. */
export function findProgram(named: readonly string[], around: Surroundings): Program | undefined {
  const cwd = around.folder ?? around.home;
  const [first, ...args] = named.map((word) => expanded(word, around));
  if (first) {
    const command = resolved(first, around);
    return command ? { command, args, cwd, because: "setting pyspec-check.path" } : undefined;
  }
  if (around.interpreter) {
    const beside = siblings(around.interpreter, around).find(around.isRunnable);
    if (beside) return { command: beside, args: [], cwd, because: "selected Python environment" };
  }
  const command = onPath("pyspec-check", around);
  return command ? { command, args: [], cwd, because: "PATH" } : undefined;
}

/** Whether a path is a file that this process can run. */
export function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function expanded(word: string, around: Surroundings): string {
  return word
    .replace(/^~(?=$|[\\/])/, () => around.home)
    .replaceAll("${userHome}", () => around.home)
    .replaceAll("${workspaceFolder}", () => around.folder ?? "");
}

/** A bare name is looked for on PATH, a relative path from the workspace folder. */
function resolved(command: string, around: Surroundings): string | undefined {
  if (!/[\\/]/.test(command)) return onPath(command, around);
  const paths = pathsOf(around);
  const absolute = paths.isAbsolute(command) ? command : paths.join(around.folder ?? "", command);
  if (!paths.isAbsolute(absolute)) return undefined;
  return withEndings(absolute, around).find(around.isRunnable);
}

/** Relative folders on PATH are left out: they would be the repository's. */
function onPath(name: string, around: Surroundings): string | undefined {
  const paths = pathsOf(around);
  return (pathVariable(around) ?? "")
    .split(paths.delimiter)
    .filter((folder) => paths.isAbsolute(folder))
    .flatMap((folder) => withEndings(paths.join(folder, name), around))
    .find(around.isRunnable);
}

/** Windows calls it `Path`, and copies of its environment keep that. */
function pathVariable(around: Surroundings): string | undefined {
  const key = Object.keys(around.environment).find((name) =>
    around.platform === "win32" ? name.toUpperCase() === "PATH" : name === "PATH",
  );
  return key === undefined ? undefined : around.environment[key];
}

/** Where the installer puts scripts: beside the interpreter, and on Windows in `Scripts` too. */
function siblings(interpreter: string, around: Surroundings): string[] {
  const paths = pathsOf(around);
  const folder = paths.dirname(interpreter);
  const folders = around.platform === "win32" ? [folder, paths.join(folder, "Scripts")] : [folder];
  return folders.flatMap((one) => withEndings(paths.join(one, "pyspec-check"), around));
}

function withEndings(file: string, around: Surroundings): string[] {
  if (around.platform !== "win32" || /\.exe$/i.test(file)) return [file];
  return [`${file}.exe`];
}

function pathsOf(around: Surroundings): path.PlatformPath {
  return around.platform === "win32" ? path.win32 : path.posix;
}
