/** The interpreter that the user has selected in the Python extension. */

import { Disposable, extensions, type Event, type Uri } from "vscode";

/** The part of the Python extension's interface that is used here. */
interface PythonInterface {
  readonly environments: {
    readonly onDidChangeActiveEnvironmentPath: Event<unknown>;
    getActiveEnvironmentPath(resource?: Uri): { readonly path: string };
    resolveEnvironment(path: {
      readonly path: string;
    }): Promise<{ readonly executable: { readonly uri?: Uri } } | undefined>;
  };
}

/** The selected interpreter's path; undefined without the Python extension, or where it fails. */
export async function selectedInterpreter(folder: Uri | undefined): Promise<string | undefined> {
  try {
    const environments = await activeEnvironments();
    const active = environments?.getActiveEnvironmentPath(folder);
    const environment = active && (await environments?.resolveEnvironment(active));
    return environment?.executable.uri?.fsPath;
  } catch {
    return undefined; // another extension's failure is not ours: PATH remains
  }
}

/** Calls back when another interpreter is selected. */
export async function onInterpreterChange(changed: () => unknown): Promise<Disposable> {
  try {
    const environments = await activeEnvironments();
    if (environments) return environments.onDidChangeActiveEnvironmentPath(changed);
  } catch {
    // as above
  }
  return new Disposable(() => undefined);
}

async function activeEnvironments(): Promise<PythonInterface["environments"] | undefined> {
  const extension = extensions.getExtension<PythonInterface>("ms-python.python");
  return extension && (await extension.activate()).environments;
}
