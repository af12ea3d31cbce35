/** A stand-in for the editor: as much of the module `vscode` as the extension and its client use.

    The test's buffers and settings are what the editor holds; what the extension shows is kept. */

import Module from "node:module";

import { minimatch } from "minimatch";
import { URI } from "vscode-uri";

import {
  CancellationTokenSource,
  Disposable,
  EventEmitter,
  Kind,
  Position,
  Range,
  TabInputText,
  TextEdit,
  WorkspaceEdit,
} from "./values";

/** An open file with unsaved changes. */
export class Buffer {
  version = 1;
  readonly languageId = "plaintext";
  readonly isDirty = true;
  readonly isClosed = false;

  constructor(
    readonly uri: URI,
    public text: string,
  ) {}

  get fileName(): string {
    return this.uri.fsPath;
  }

  getText(): string {
    return this.text;
  }
}

export interface Shown {
  readonly kind: "error" | "warning" | "information";
  readonly text: string;
  readonly buttons: readonly string[];
}

export interface ShownDiagnostic {
  readonly range: Range;
  readonly message: string;
  readonly severity: number;
  readonly source: string;
  readonly code: string | { readonly value: string; readonly target: URI };
}

interface ActionProvider {
  provideCodeActions(
    document: Buffer,
    range: Range,
    context: { diagnostics: unknown; triggerKind: number },
    token: unknown,
  ): Promise<unknown>;
}

/** The editor, with one folder open. */
export class Editor {
  readonly settings = new Map<string, unknown>();
  readonly buffers: Buffer[] = [];
  readonly shown: Shown[] = [];
  readonly log: string[] = [];
  /** What is shown, by address: one map for each collection that the client made. */
  readonly collections = new Set<Map<string, readonly ShownDiagnostic[]>>();
  readonly commands = new Map<string, (...values: unknown[]) => unknown>();
  readonly actionProviders: ActionProvider[] = [];
  readonly clipboard: string[] = [];
  /** What is clicked when something is shown. */
  answer: string | undefined;
  trusted = true;
  language = "en";

  private readonly tabs: { input: TabInputText }[] = [];
  private readonly events = new Map<string, EventEmitter>();
  private readonly changed = new EventEmitter();

  constructor(readonly folder: string) {}

  uri(name: string): URI {
    return URI.file(`${this.folder}/${name}`);
  }

  open(name: string, text: string): Buffer {
    const buffer = new Buffer(this.uri(name), text);
    const tab = { input: new TabInputText(buffer.uri) };
    this.buffers.push(buffer);
    this.tabs.push(tab);
    this.fire("onDidChangeTabs", { opened: [tab], closed: [], changed: [] });
    this.fire("onDidOpenTextDocument", buffer);
    return buffer;
  }

  /** Replaces the whole text, as typing over a selection of everything does. */
  type(buffer: Buffer, text: string): void {
    const lines = buffer.text.split("\n");
    const end = new Position(lines.length - 1, lines.at(-1)?.length ?? 0);
    const range = new Range(new Position(0, 0), end);
    const contentChanges = [{ range, rangeOffset: 0, rangeLength: buffer.text.length, text }];
    buffer.text = text;
    buffer.version += 1;
    this.fire("onDidChangeTextDocument", { document: buffer, contentChanges, reason: undefined });
  }

  set(name: string, value: unknown): Promise<unknown> {
    this.settings.set(name, value);
    const event = {
      affectsConfiguration: (asked: string) => name === asked || name.startsWith(`${asked}.`),
    };
    return Promise.all(this.fire("onDidChangeConfiguration", event));
  }

  run(command: string): unknown {
    return this.commands.get(command)?.();
  }

  shownFor(name: string): readonly ShownDiagnostic[] {
    const uri = this.uri(name).toString();
    return [...this.collections].flatMap((collection) => collection.get(uri) ?? []);
  }

  /** Resolves when the condition holds; the diagnostics are looked at whenever they change. */
  async until(what: string, condition: () => boolean, limit = 20_000): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(
          new Error(
            `never: ${what}; ${JSON.stringify([...this.collections].map((one) => [...one]))}; ${this.log.join("\n")}`,
          ),
        );
      }, limit);
      const subscription = this.changed.event(() => {
        if (!condition()) return;
        clearTimeout(timer);
        subscription.dispose();
        resolve();
      });
    });
  }

  /** Loads a bundled extension, with this editor as its module `vscode`. */
  load(path: string): { activate(context: unknown): Promise<void>; deactivate(): Promise<void> } {
    const loader = Module as unknown as { _load(name: string, ...rest: unknown[]): unknown };
    const original = loader._load;
    const module = this.module();
    loader._load = (name, ...rest) => (name === "vscode" ? module : original(name, ...rest));
    try {
      const absolute = require.resolve(path);
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- each editor loads it anew
      delete require.cache[absolute];
      return require(absolute) as ReturnType<Editor["load"]>;
    } finally {
      loader._load = original;
    }
  }

  private fire(event: string, value: unknown): unknown[] {
    return this.emitter(event).fire(value);
  }

  private emitter(name: string): EventEmitter {
    const known = this.events.get(name) ?? new EventEmitter();
    this.events.set(name, known);
    return known;
  }

  /** The module: what is not named here is an event, a registration without effect, or a bare class. */
  private module(): object {
    const show =
      (kind: Shown["kind"]) =>
      (text: string, ...rest: unknown[]) => {
        const buttons = rest.filter((item) => typeof item === "string");
        this.shown.push({ kind, text, buttons });
        this.changed.fire();
        return Promise.resolve(buttons.find((button) => button === this.answer));
      };
    const channel = () => {
      const write = (text: unknown) => {
        this.log.push(text instanceof Error ? text.message : String(text));
        this.changed.fire();
      };
      return {
        name: "",
        logLevel: 3,
        onDidChangeLogLevel: new EventEmitter().event,
        append: write,
        appendLine: write,
        replace: write,
        trace: () => undefined,
        debug: write,
        info: write,
        warn: write,
        error: write,
        show: () => this.log.push("<shown>"),
        clear: () => undefined,
        hide: () => undefined,
        dispose: () => undefined,
      };
    };
    const registration = () => new Disposable(() => undefined);
    const folder = { uri: URI.file(this.folder), name: "shop", index: 0 };
    const known = <T extends object>(values: T) =>
      new Proxy(values, {
        get: (target, name: string) => {
          if (name in target) return target[name as keyof T];
          if (name.startsWith("on")) return this.emitter(name).event;
          if (name.startsWith("register")) return registration;
          return undefined;
        },
      });
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the getters below speak of it
    const editor = this;
    const members: Record<string, unknown> = {
      __esModule: true,
      version: "1.91.0",
      Uri: URI,
      Position,
      Range,
      EventEmitter,
      Disposable,
      CancellationTokenSource,
      CancellationError: class extends Error {},
      LogLevel: { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 },
      DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
      DiagnosticTag: { Unnecessary: 1, Deprecated: 2 },
      CodeActionKind: Kind,
      CodeActionTriggerKind: { Invoke: 1, Automatic: 2 },
      FileType: { File: 1, Directory: 2 },
      TextDocumentSaveReason: { Manual: 1, AfterDelay: 2, FocusOut: 3 },
      ProgressLocation: { Window: 10 },
      Diagnostic: class {
        constructor(
          readonly range: Range,
          readonly message: string,
          readonly severity: number,
        ) {}
      },
      CodeAction: class {
        constructor(readonly title: string) {}
      },
      WorkspaceEdit,
      TabInputText,
      TextEdit,
      RelativePattern: class {
        constructor(
          readonly baseUri: unknown,
          readonly pattern: string,
        ) {}
      },
      env: {
        get language() {
          return editor.language;
        },
        appName: "stand-in",
        clipboard: { writeText: (text: string) => this.clipboard.push(text) },
      },
      l10n: {
        t: (text: string, ...values: unknown[]) =>
          text.replace(/\{(\d+)\}/g, (_, number: string) => String(values[Number(number)])),
      },
      extensions: known({ getExtension: () => undefined }),
      commands: known({
        registerCommand: (name: string, run: (...values: unknown[]) => unknown) => {
          this.commands.set(name, run);
          return new Disposable(() => this.commands.delete(name));
        },
        executeCommand: (name: string) => Promise.resolve(this.log.push(name)),
      }),
      window: known({
        showErrorMessage: show("error"),
        showWarningMessage: show("warning"),
        showInformationMessage: show("information"),
        createOutputChannel: channel,
        withProgress: (_: unknown, task: (progress: unknown) => unknown) =>
          task({ report: () => undefined }),
        activeTextEditor: undefined,
        visibleTextEditors: [],
        tabGroups: known({ all: [{ tabs: this.tabs }] }),
      }),
      workspace: known({
        get isTrusted() {
          return editor.trusted;
        },
        textDocuments: this.buffers,
        notebookDocuments: [],
        workspaceFolders: [folder],
        getWorkspaceFolder: () => folder,
        getConfiguration: (section?: string) => ({
          get: (name: string, otherwise?: unknown) =>
            this.settings.get(section ? `${section}.${name}` : name) ?? otherwise,
          inspect: () => undefined,
        }),
        createFileSystemWatcher: () => known({ dispose: () => undefined }),
        fs: {},
      }),
      languages: known({
        match: (selector: unknown, document: Buffer) => Number(matches(selector, document)),
        createDiagnosticCollection: () => {
          const held = new Map<string, readonly ShownDiagnostic[]>();
          const changing =
            <T extends unknown[]>(change: (...values: T) => unknown) =>
            (...values: T) => {
              change(...values);
              this.changed.fire();
            };
          this.collections.add(held);
          return {
            set: changing((uri: URI, items?: readonly ShownDiagnostic[]) =>
              held.set(uri.toString(), items ?? []),
            ),
            delete: changing((uri: URI) => held.delete(uri.toString())),
            has: (uri: URI) => held.has(uri.toString()),
            clear: changing(() => {
              held.clear();
            }),
            dispose: changing(() => this.collections.delete(held)),
          };
        },
        registerCodeActionsProvider: (_: unknown, provider: ActionProvider) => {
          this.actionProviders.push(provider);
          return registration();
        },
      }),
    };
    return new Proxy(members, {
      get: (target, name: string) =>
        (target[name] ??= /^[A-Z]/.test(name) ? class Unused {} : undefined),
    });
  }
}

/** Whether one of a selector's patterns is a document's. */
function matches(selector: unknown, document: Buffer): boolean {
  const filters = Array.isArray(selector) ? (selector as unknown[]) : [selector];
  return filters.some((filter) => {
    const pattern =
      typeof filter === "object" && filter && "pattern" in filter ? filter.pattern : "";
    return minimatch(document.uri.path, String(pattern), { dot: true });
  });
}
