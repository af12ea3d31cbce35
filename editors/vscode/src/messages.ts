/** What the user is told, and what can be done about it. */

import { commands, env, l10n, window, type LogOutputChannel } from "vscode";

import type { Settings } from "./settings";

export const INSTALL = "pip install 'pyspec-check[lsp]'";

/** There is no program to start. */
export async function tellMissing(settings: Settings): Promise<void> {
  const [named] = settings.command;
  const message = named
    ? l10n.t("The setting pyspec-check.path names `{0}`, which is not a program here.", named)
    : l10n.t("pyspec-check is not installed. In the project's environment: {0}", INSTALL);
  const copy = l10n.t("Copy Command");
  const open = l10n.t("Open Settings");
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
  const show = l10n.t("Show Output");
  const chosen = await window.showErrorMessage(
    l10n.t("`{0}` did not start as a language server. It needs its extra: {1}", command, INSTALL),
    show,
  );
  if (chosen === show) output.show();
}
