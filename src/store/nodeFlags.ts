/**
 * How Node runs the service and the embedded database, here and in package.json and the Dockerfile. A lead leaves much
 * garbage that dies young: with 16 MiB, Node's default, it was collected so often that much of it was copied twice, by
 * threads that take the second core from the other process. Measured in docs/bench.md.
 */
export const NODE_FLAGS: readonly string[] = [
  '--enable-source-maps',
  '--min-semi-space-size=32',
  '--max-semi-space-size=64',
  '--no-parallel-scavenge',
];
