/** Long computations one by one: each waits for those that came before it, and knows how many there are. */
export interface Place {
  /** How many come first; 0: it's this one's turn. */
  ahead(): number;
  /** Resolves when one of those before it ends, or after `ms`. */
  moved(ms: number): Promise<void>;
  /** Ends this one's turn, or gives up waiting for it. */
  leave(): void;
}

export interface OneByOne {
  join(): Place;
}

export function oneByOne(): OneByOne {
  const line: object[] = [];
  const wake = new Set<() => void>();
  return {
    join() {
      const own = {};
      line.push(own);
      return {
        ahead: () => Math.max(0, line.indexOf(own)),
        moved: (ms) =>
          new Promise<void>((resolve) => {
            const resume = () => {
              clearTimeout(timer);
              wake.delete(resume);
              resolve();
            };
            const timer = setTimeout(resume, ms);
            wake.add(resume);
          }),
        leave() {
          const at = line.indexOf(own);
          if (at >= 0) line.splice(at, 1);
          for (const resume of [...wake]) resume();
        },
      };
    },
  };
}
