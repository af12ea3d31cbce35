/** One language client, for all folders of the window. */

import { workspace, type LogOutputChannel, type Uri } from "vscode";
import {
  CloseAction,
  DidChangeConfigurationNotification,
  LanguageClient,
  RevealOutputChannelOn,
  type ErrorHandler,
} from "vscode-languageclient/node";

import { OPEN_FILES } from "./files";
import type { Program } from "./program";
import { SECTION, serverOptions, settingsFrom, type Settings } from "./settings";

const RESTARTS = 4;
const START_TIMEOUT = 30_000;

/** The settings that hold for a file or folder. */
export function settingsOf(scope?: Uri): Settings {
  const configuration = workspace.getConfiguration(SECTION, scope ?? null);
  return settingsFrom((name) => configuration.get(name));
}

/** A client that runs, or an exception that says why it does not. */
export async function startClient(
  program: Program,
  folder: Uri | undefined,
  output: LogOutputChannel,
): Promise<LanguageClient> {
  const client = new Client(program, folder, output);
  // A program that is no language server may wait for ever; without it, starting fails.
  const limit = setTimeout(() => client.serverProcess?.kill(), START_TIMEOUT);
  try {
    await client.start();
  } finally {
    clearTimeout(limit);
  }
  client.started = true;
  return client;
}

/** The library's client, which leaves it to whoever starts it to tell that it did not start. */
class Client extends LanguageClient {
  started = false;

  constructor(program: Program, folder: Uri | undefined, output: LogOutputChannel) {
    super(
      SECTION,
      {
        command: program.command,
        args: [...program.args, "lsp"],
        options: { cwd: program.cwd },
      },
      {
        documentSelector: OPEN_FILES.map((pattern) => ({ scheme: "file", pattern })),
        outputChannel: output,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        diagnosticPullOptions: { onChange: true, onSave: true },
        initializationOptions: serverOptions(settingsOf(folder)),
        initializationFailedHandler: () => false,
        errorHandler: {
          error: (...details) => this.restarting.error(...details),
          closed: () =>
            this.started ? this.restarting.closed() : { action: CloseAction.DoNotRestart },
        },
        middleware: {
          workspace: {
            configuration: ({ items }) =>
              items.map((item) =>
                item.section === SECTION
                  ? serverOptions(settingsOf(this.asUri(item.scopeUri)))
                  : null,
              ),
          },
        },
      },
    );
  }

  override error(message: string, data?: unknown, show: boolean | "force" = true): void {
    super.error(message, data, this.started && show);
  }

  private handler: ErrorHandler | undefined;

  private get restarting(): ErrorHandler {
    return (this.handler ??= this.createDefaultErrorHandler(RESTARTS));
  }

  private asUri(uri: string | undefined): Uri | undefined {
    return uri === undefined ? undefined : this.protocol2CodeConverter.asUri(uri);
  }
}

/** Tells a running server that its part of the settings may be another. */
export async function tellSettings(client: LanguageClient, folder: Uri | undefined): Promise<void> {
  await client.sendNotification(DidChangeConfigurationNotification.type, {
    settings: { [SECTION]: serverOptions(settingsOf(folder)) },
  });
}
