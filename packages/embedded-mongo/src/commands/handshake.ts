/** Handshake, status and session commands. The server presents itself as a standalone MongoDB 8.0. */
import { performance } from 'node:perf_hooks';
import type { Document } from '../language/values.ts';
import { refuse } from '../refuse.ts';
import { sessionsIn } from '../sessions.ts';
import { MAX_DOCUMENT_BYTES, MAX_MESSAGE_BYTES, MAX_WRITE_BATCH } from '../wire.ts';
import { checkCommand } from './options.ts';
import type { Call, Command } from './run.ts';

/** Wire version 25 is MongoDB 8.0. */
const MAX_WIRE_VERSION = 25;
export const VERSION = '8.0.0';

function hello(command: Document, { connection, name }: Call): Document {
  const isHello = name === 'hello';
  checkCommand(command, name, {
    helloOk: 'bool',
    client: 'object',
    compression: 'array',
    topologyVersion: 'object',
    maxAwaitTimeMS: 'number',
    saslSupportedMechs: 'any',
    speculativeAuthenticate: 'any',
    backpressure: 'any',
    loadBalanced: 'bool',
  });
  return {
    ...(isHello ? { isWritablePrimary: true } : { ismaster: true }),
    ...(command['helloOk'] === true ? { helloOk: true } : {}),
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: MAX_WRITE_BATCH,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: connection.id,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
    ok: 1,
  };
}

function ping(command: Document): Document {
  checkCommand(command, 'ping', {});
  return { ok: 1 };
}

function buildInfo(command: Document, { name }: Call): Document {
  checkCommand(command, name, {});
  return {
    version: VERSION,
    versionArray: [8, 0, 0, 0],
    gitVersion: 'leadbell embedded database',
    modules: ['leadbell-embedded'],
    bits: 64,
    debug: false,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    ok: 1,
  };
}

function connectionStatus(command: Document): Document {
  checkCommand(command, 'connectionStatus', { showPrivileges: 'bool' });
  return { authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] }, ok: 1 };
}

function getParameter(command: Document): Document {
  const names = Object.keys(command).filter((name) => name === 'featureCompatibilityVersion');
  checkCommand(command, 'getParameter', { featureCompatibilityVersion: 'any' });
  if (names.length === 0) refuse('InvalidOptions', 'no option found to get');
  return { featureCompatibilityVersion: { version: '8.0' }, ok: 1 };
}

function serverStatus(command: Document, { engine }: Call): Document {
  checkCommand(command, 'serverStatus', {});
  const uptimeMs = Math.round(performance.now());
  return {
    host: 'embedded',
    version: VERSION,
    process: 'leadbell-embedded-mongo',
    pid: process.pid,
    uptime: Math.floor(uptimeMs / 1000),
    uptimeMillis: uptimeMs,
    localTime: new Date(),
    storageEngine: { name: 'lmdb', persistent: true },
    metrics: { cursor: { open: { total: engine.cursors.size } } },
    ok: 1,
  };
}

/** Ends the cursors of the sessions. */
function endSessions(command: Document, { name, engine }: Call): Document {
  checkCommand(command, name, {});
  for (const session of sessionsIn(command[name], name)) engine.cursors.killSession(session);
  return { ok: 1 };
}

/** As endSessions; an empty list means all sessions. */
function killSessions(command: Document, call: Call): Document {
  const list: unknown = command[call.name];
  if (Array.isArray(list) && list.length === 0) call.engine.cursors.killAll();
  return endSessions(command, call);
}

function refreshSessions(command: Document, { name }: Call): Document {
  checkCommand(command, name, {});
  return { ok: 1 };
}

export const HANDSHAKE_COMMANDS: Readonly<Record<string, Command>> = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping,
  buildInfo,
  buildinfo: buildInfo,
  connectionStatus,
  getParameter,
  serverStatus,
  endSessions,
  killSessions,
  refreshSessions,
};
