/** What the user is told, and what can be done about it. */

import { commands, env, window, type LogOutputChannel } from "vscode";

import type { Settings } from "./settings";

export const INSTALL = "pip install 'pyspec-check[lsp]'";

/** There is no program to start. */
export async function tellMissing(settings: Settings): Promise<void> {
  const [named] = settings.command;
  const message = named
    ? `The setting pyspec-check.path names \`${named}\`, which is no program here.`
    : `pyspec-check is not installed. In the project's environment: ${INSTALL}`;
  const copy = "Copy Command";
  const open = "Open Settings";
  const chosen = await (named
    ? window.showErrorMessage(message, open)
    : window.showErrorMessage(message, copy, open));
  if (chosen === copy) await env.clipboard.writeText(INSTALL);
  if (chosen === open) {
    await commands.executeCommand("workbench.action.openSettings", "pyspec-check.path");
  }
}

/** The program ended before it could answer: it is too old, lacks its extra, or is another one. */
export async function tellFailed(command: string, output: LogOutputChannel): Promise<void> {
  const show = "Show Output";
  const chosen = await window.showErrorMessage(
    `\`${command}\` did not start as a language server. It needs its extra: ${INSTALL}`,
    show,
  );
  if (chosen === show) output.show();
}
