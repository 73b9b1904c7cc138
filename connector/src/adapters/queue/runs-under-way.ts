/** The runs of this worker, so that they can be waited for and aborted. */
export interface RunsUnderWay {
  begin(runKey: string): AbortController;
  end(runKey: string): void;
  cancel(runKey: string): void;
  /** Aborts all of them with the reason. */
  handOver(reason: Error): void;
  /** Resolves when none is left, or after the time. */
  ended(withinMs: number): Promise<void>;
}

export function runsUnderWay(): RunsUnderWay {
  const runs = new Map<string, AbortController>();
  const listeners = new Set<() => void>();
  return {
    begin: (runKey) => {
      const controller = new AbortController();
      runs.set(runKey, controller);
      return controller;
    },
    end: (runKey) => {
      runs.delete(runKey);
      if (runs.size === 0) for (const listener of listeners) listener();
    },
    cancel: (runKey) => {
      runs.get(runKey)?.abort(new Error('The run was cancelled.'));
    },
    handOver: (reason) => {
      for (const controller of runs.values()) controller.abort(reason);
    },
    ended: async (withinMs) => {
      if (runs.size === 0) return;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const finish = (): void => {
        resolve(undefined);
      };
      const timer = setTimeout(finish, withinMs);
      listeners.add(finish);
      await promise;
      clearTimeout(timer);
      listeners.delete(finish);
    },
  };
}
