/** What has to be left in order when the process ends. */
interface Open {
  stop: () => Promise<void>;
  /** When nothing can be waited for any more. */
  stopNow: () => void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

// Signals and exit belong to the process as a whole, so this list does too.
const open = new Set<Open>();

/** Ctrl-C ends a command that does not listen for it, after stopping what is open. A program that listens stops it by itself. */
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  void Promise.allSettled([...open].map((one) => one.stop())).then(() => {
    unwatch();
    process.kill(process.pid, signal);
  });
}

function onExit(): void {
  for (const one of open) one.stopNow();
}

function unwatch(): void {
  for (const signal of SIGNALS) process.off(signal, onSignal);
  process.off('exit', onExit);
}

/** Stops it at the latest when the process ends, unless it is killed. @returns what takes it off the list again */
export function stopAtExit(one: Open): () => void {
  if (open.size === 0) {
    for (const signal of SIGNALS) process.on(signal, onSignal);
    process.on('exit', onExit);
  }
  open.add(one);
  return () => {
    open.delete(one);
    if (open.size === 0) unwatch();
  };
}
