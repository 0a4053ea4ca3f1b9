/** A database for tests; see the embedded database's own tests. */
export { startDatabase, type TestDatabase } from '../../packages/embedded-mongo/test/support/database.ts';
