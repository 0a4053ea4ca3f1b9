/** Logical sessions, as far as a server without transactions needs them: a cursor belongs to the session that opened it. */
import { Binary } from 'bson';
import { isDocument, type Document } from './language/values.ts';
import { refuse } from './refuse.ts';

/** The session that a command was sent in, as a key; null without one. */
export function sessionOf(command: Document): string | null {
  return Object.hasOwn(command, 'lsid') ? sessionKey(command['lsid'], 'lsid') : null;
}

/** The keys of the sessions that endSessions and killSessions list. */
export function sessionsIn(list: unknown, command: string): string[] {
  if (!Array.isArray(list)) {
    return refuse('TypeMismatch', `BSON field '${command}.${command}' is the wrong type, expected type 'array'`);
  }
  return list.map((lsid, i) => sessionKey(lsid, `${command}.${i}`));
}

function sessionKey(lsid: unknown, owner: string): string {
  const id = isDocument(lsid) ? lsid['id'] : lsid;
  if (isDocument(lsid) && id === undefined) {
    refuse('Location40414', `BSON field '${owner}.id' is missing but a required field`);
  }
  if (!(id instanceof Binary)) {
    return refuse('TypeMismatch', `BSON field '${owner}.id' is the wrong type, expected type 'binData'`);
  }
  return id.toString('base64');
}
