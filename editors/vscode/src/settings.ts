/** The extension's settings as values: read once, without VS Code's own types. */

/** What stands before every setting's name, and what the server asks for. */
export const SECTION = "pyspec-check";

export interface Settings {
  readonly enable: boolean;
  /** The program and its arguments; empty where the user names none. */
  readonly command: readonly string[];
  readonly target: string;
  /** Several targets, which count instead of the one. */
  readonly targets: readonly string[];
  readonly select: readonly string[];
  readonly ignore: readonly string[];
  /** Whether uncertain findings are shown too. */
  readonly all: boolean;
}

/** What a value of the settings is read with: `WorkspaceConfiguration.get` is one. */
export type Read = (name: string) => unknown;

/** The settings, whatever was written into settings.json: what has the wrong type counts as unset. */
export function settingsFrom(read: Read): Settings {
  return {
    enable: read("enable") !== false,
    command: commandFrom(read("path")),
    target: textFrom(read("target")),
    targets: textsFrom(read("targets")),
    select: textsFrom(read("select")),
    ignore: textsFrom(read("ignore")),
    all: read("all") === true,
  };
}

/** What the server is told: only what the user has set, so that the repository's configuration holds. */
export function serverOptions(settings: Settings): Record<string, unknown> {
  const one = settings.target ? { target: settings.target } : {};
  return {
    ...(settings.targets.length ? { targets: settings.targets } : one),
    ...(settings.select.length ? { select: settings.select } : {}),
    ...(settings.ignore.length ? { ignore: settings.ignore } : {}),
    ...(settings.all ? { all: true } : {}),
  };
}

function commandFrom(value: unknown): readonly string[] {
  const words = Array.isArray(value) ? textsFrom(value) : [textFrom(value)];
  return words[0] ? words : [];
}

function textFrom(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

function textsFrom(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === "string")
    : [];
}
