/** The plain values of the module `vscode` that the client makes and reads. */

import type { URI } from "vscode-uri";

export type Listener = (event: unknown) => unknown;

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

export class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(...place: [Position, Position] | [number, number, number, number]) {
    if (place.length === 2) [this.start, this.end] = place;
    else {
      this.start = new Position(place[0], place[1]);
      this.end = new Position(place[2], place[3]);
    }
  }
}

export class EventEmitter {
  private readonly listeners = new Set<Listener>();

  readonly event = (listener: Listener, self?: unknown) => {
    const bound: Listener = (event) => listener.call(self, event);
    this.listeners.add(bound);
    return new Disposable(() => this.listeners.delete(bound));
  };

  fire(event?: unknown): unknown[] {
    return [...this.listeners].map((listener) => listener(event));
  }

  dispose(): void {
    this.listeners.clear();
  }
}

export class Disposable {
  static from(...items: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      items.forEach((item) => item.dispose());
    });
  }

  constructor(private readonly end: () => unknown) {}

  dispose(): void {
    this.end();
  }
}

export class CancellationTokenSource {
  readonly token = {
    isCancellationRequested: false,
    onCancellationRequested: new EventEmitter().event,
  };
  cancel(): void {
    this.token.isCancellationRequested = true;
  }
  dispose(): void {
    // nothing is held
  }
}

export class Kind {
  static readonly Empty = new Kind("");
  static readonly QuickFix = new Kind("quickfix");

  constructor(readonly value: string) {}

  append(part: string): Kind {
    return new Kind(this.value ? `${this.value}.${part}` : part);
  }
}

export class TabInputText {
  constructor(readonly uri: URI) {}
}

export class TextEdit {
  constructor(
    readonly range: Range,
    readonly newText: string,
  ) {}
}

/** The edits of a code action, in the order in which the client says them. */
export class WorkspaceEdit {
  readonly edits: { uri: URI; range: Range; newText: string }[] = [];

  /** Files that are made, renamed or deleted, as `verb path`. */
  readonly steps: string[] = [];

  createFile(uri: URI): void {
    this.steps.push(`create ${uri.path}`);
  }

  renameFile(from: URI, to: URI): void {
    this.steps.push(`rename ${from.path} ${to.path}`);
  }

  deleteFile(uri: URI): void {
    this.steps.push(`delete ${uri.path}`);
  }

  set(uri: URI, edits: readonly (TextEdit | [TextEdit, unknown])[]): void {
    for (const item of edits) {
      const edit = Array.isArray(item) ? item[0] : item;
      this.edits.push({ uri, range: edit.range, newText: edit.newText });
    }
  }
}
