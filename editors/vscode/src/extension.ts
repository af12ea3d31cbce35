/** The extension: keeps one server running while it is wanted, and offers its commands. */

import { homedir } from "node:os";

import {
  commands,
  env,
  window,
  workspace,
  type ExtensionContext,
  type LogOutputChannel,
  type OutputChannel,
  type Uri,
  type WorkspaceFolder,
} from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

import { settingsOf, startClient, tellSettings } from "./client";
import { tellFailed, tellMissing } from "./messages";
import { plan } from "./plan";
import { findProgram, isRunnable, type Program } from "./program";
import { onInterpreterChange, selectedInterpreter } from "./python";
import { SECTION } from "./settings";

const STOP_TIMEOUT = 2_000;

let server: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel("pyspec-check", { log: true });
  const plans = window.createOutputChannel("pyspec-check: plan");
  const running = new Server(output);
  server = running;
  context.subscriptions.push(
    output,
    plans,
    commands.registerCommand(`${SECTION}.restart`, () => running.restart()),
    commands.registerCommand(`${SECTION}.showOutput`, () => {
      output.show();
    }),
    commands.registerCommand(`${SECTION}.showPlan`, () => showPlan(plans)),
    workspace.onDidChangeConfiguration(async (event) => {
      const restarts = ["enable", "path"].some((name) =>
        event.affectsConfiguration(`${SECTION}.${name}`),
      );
      if (restarts) await running.restart();
      else if (event.affectsConfiguration(SECTION)) await running.reconfigure();
    }),
    workspace.onDidGrantWorkspaceTrust(() => running.restart()),
    await onInterpreterChange(() => running.restart()),
  );
  await running.restart();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}

/** The server's life: starts and stops follow each other, never cross. */
class Server {
  private client: LanguageClient | undefined;
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly output: LogOutputChannel) {}

  restart(): Promise<void> {
    return this.next(async () => {
      await this.end();
      await this.begin();
    });
  }

  stop(): Promise<void> {
    return this.next(() => this.end());
  }

  reconfigure(): Promise<void> {
    return this.next(async () => {
      if (this.client?.isRunning()) await tellSettings(this.client, firstFolder());
    });
  }

  private next(step: () => Promise<void>): Promise<void> {
    this.last = this.last.then(step).catch((error: unknown) => {
      this.output.error(error instanceof Error ? error : String(error));
    });
    return this.last;
  }

  private async begin(): Promise<void> {
    const folder = firstFolder();
    const settings = settingsOf(folder);
    if (!settings.enable) return;
    const program = await programFor(folder);
    if (!program) {
      void tellMissing(settings);
      return;
    }
    this.output.info(`${[program.command, ...program.args].join(" ")} (${program.because})`);
    try {
      this.client = await startClient(program, folder, this.output);
    } catch (error) {
      this.output.error(error instanceof Error ? error : String(error));
      void tellFailed(program.command, this.output);
    }
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.dispose(STOP_TIMEOUT);
  }
}

/** What a folder's settings, its Python and PATH lead to. */
async function programFor(folder: Uri | undefined): Promise<Program | undefined> {
  return findProgram(settingsOf(folder).command, {
    platform: process.platform,
    environment: process.env,
    home: homedir(),
    // The selected environment may lie in the folder, and so be the work of whoever wrote it.
    ...(workspace.isTrusted
      ? { folder: folder?.fsPath, interpreter: await selectedInterpreter(folder) }
      : { folder: undefined, interpreter: undefined }),
    isRunnable,
  });
}

function firstFolder(): Uri | undefined {
  return workspace.workspaceFolders?.[0]?.uri;
}

async function showPlan(output: OutputChannel): Promise<void> {
  const folder = await chosenFolder();
  if (!folder) return;
  const settings = settingsOf(folder.uri);
  const program = await programFor(folder.uri);
  if (!program) {
    await tellMissing(settings);
    return;
  }
  output.replace(await plan(program, settings, folder.uri.fsPath, env.language));
  output.show(true);
}

/** The only folder, the one of the file that is looked at, or the one that is picked. */
async function chosenFolder(): Promise<WorkspaceFolder | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 1) return folders[0];
  const document = window.activeTextEditor?.document;
  const current = document && workspace.getWorkspaceFolder(document.uri);
  return current ?? window.showWorkspaceFolderPick();
}
