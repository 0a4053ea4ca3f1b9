/**
 * Runs requests to the database in groups: while one group is under way, further requests wait and share the next one.
 * There is no timer, so on a calm floor each request is sent at once and alone, and under load none waits longer than
 * for the group before it.
 */
interface Waiting<Request, Answer> {
  readonly request: Request;
  readonly resolve: (answer: Answer | PromiseLike<Answer>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * `run` answers each request of a group, in order; an answer that is a promise holds up no other. If `run` rejects, all
 * of them do.
 */
export function inGroups<Request, Answer>(
  atMost: number,
  run: (group: readonly Request[]) => Promise<readonly (Answer | PromiseLike<Answer>)[]>,
): (request: Request) => Promise<Answer> {
  let waiting: Waiting<Request, Answer>[] = [];
  let isRunning = false;

  async function runGroup(group: readonly Waiting<Request, Answer>[]): Promise<void> {
    try {
      const answers = await run(group.map(({ request }) => request));
      group.forEach(({ resolve }, index) => resolve(answers[index] as Answer | PromiseLike<Answer>));
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  async function runAll(): Promise<void> {
    // Requests of the same turn go together.
    await Promise.resolve();
    while (waiting.length > 0) {
      const group = waiting.slice(0, atMost);
      waiting = waiting.slice(atMost);
      await runGroup(group);
    }
    isRunning = false;
  }

  return (request) =>
    new Promise((resolve, reject) => {
      waiting.push({ request, resolve, reject });
      if (isRunning) return;
      isRunning = true;
      void runAll();
    });
}
