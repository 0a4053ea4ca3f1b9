/** The typed namespaces, and the work started for their sockets. */
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import type { Parts } from '../../ports/parts.ts';
import type { DeskCalls, DeskToServer, ServerToDesk } from '../../shared/deskEvents.ts';
import { userRoom, type AdmittedData } from './admission.ts';
import type { PendingWork } from './pendingWork.ts';

/** `isPhone`: this desk’s softphone is registered. One of an agent’s desks is enough. */
type DeskData = AdmittedData & { isPhone?: boolean };
export type DeskNamespace = Namespace<DeskToServer & DeskCalls, ServerToDesk, DefaultEventsMap, DeskData>;
export type DeskSocket = Socket<DeskToServer & DeskCalls, ServerToDesk, DefaultEventsMap, DeskData>;
export type FloorNamespace = Namespace<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, AdmittedData>;

/** `pendingWork`: work started for desks that they don’t wait for. */
export type DeskParts = Parts & { readonly pendingWork: PendingWork };

/** An agent’s desks on every node; only this node’s if the other nodes don’t answer. */
export async function desksOf(desks: DeskNamespace, agentId: string) {
  const room = userRoom(agentId);
  return desks
    .in(room)
    .fetchSockets()
    .catch(() => desks.local.in(room).fetchSockets());
}

/** For broadcasts whose acknowledgement is not awaited. */
export function ignoreReply(): void {
  // Doorbells need no answer.
}
