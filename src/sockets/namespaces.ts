/** The namespaces as every file here sees them, and what is begun for their sockets. */
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import type { Parts } from '../ports.ts';
import type { DeskCalls, DeskToServer, ServerToDesk } from '../shared/desk.ts';
import { userRoom, type AdmittedData } from './admission.ts';
import type { UnderWay } from './underWay.ts';

/** `isPhone`: this desk's softphone is registered. Any one of an agent's desks is enough. */
type DeskData = AdmittedData & { isPhone?: boolean };
export type DeskNamespace = Namespace<DeskToServer & DeskCalls, ServerToDesk, DefaultEventsMap, DeskData>;
export type DeskSocket = Socket<DeskToServer & DeskCalls, ServerToDesk, DefaultEventsMap, DeskData>;
export type FloorNamespace = Namespace<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, AdmittedData>;

/** `underWay`: what is begun for desks, and not waited for by them. */
export type DeskParts = Parts & { readonly underWay: UnderWay };

/** The desks of an agent at every node; those here where the other nodes do not answer. */
export async function desksOf(desks: DeskNamespace, agentId: string) {
  const room = userRoom(agentId);
  return desks
    .in(room)
    .fetchSockets()
    .catch(() => desks.local.in(room).fetchSockets());
}

/** For broadcasts whose acknowledgement is not waited for. */
export function ignored(): void {
  // Doorbells need no answer.
}
