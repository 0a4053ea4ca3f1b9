import { rm } from 'node:fs/promises';

/** Workers have ended, and their databases end with them: until then a folder may still be written to. */
export default async function globalTeardown() {
  await rm(process.env.LEADBELL_TESTS_FOLDER, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
