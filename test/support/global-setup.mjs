// Tests run the built programs (the embedded database, the whole service), so these are built once, first.
export default async function globalSetup() {
  await import('../../scripts/build.mjs');
}
