/** Queues and their members: https://www.twilio.com/docs/voice/api/queue-resource, …/member-resource */
import { Router, type Request } from 'express';
import { rfc2822 } from '../dates.ts';
import type { Exchange } from '../calls/exchange.ts';
import { startFlow } from '../calls/flow.ts';
import { averageWait, openQueue, positionOf, queueNamed, secondsInQueue } from '../calls/queue.ts';
import type { Member, Queue } from '../calls/records.ts';
import type { RestContext } from './context.ts';
import { RestError, notFound } from './errors.ts';
import { readForm } from './form.ts';
import { newestFirst, page } from './page.ts';

const DEFAULT_SIZE = 100;
const LARGEST_SIZE = 5000;

export function queueRoutes({ net, root }: RestContext): Router {
  const router = Router();
  const present = (queue: Queue) => presentQueue(net, root, queue);
  const find = (request: Request): Queue => {
    const queue = net.queues.get(String(request.params['sid']));
    if (!queue) throw notFound(request.originalUrl);
    return queue;
  };
  const findMember = (request: Request): { queue: Queue; member: Member } => {
    const queue = find(request);
    const which = String(request.params['call']);
    const member = which === 'Front' ? queue.members[0] : queue.members.find(({ call }) => call.sid === which);
    if (!member) throw notFound(request.originalUrl);
    return { queue, member };
  };

  router.post('/Queues.json', (request, response) => {
    const form = readForm(request);
    const name = form.text('FriendlyName') ?? '';
    if (name === '' || name.length > 64)
      throw new RestError(400, 20002, 'FriendlyName is required, up to 64 characters');
    if (queueNamed(net, name)) throw new RestError(400, 22003, `A queue named ${name} exists already`);
    response.status(201).json(present(openQueue(net, name, readSize(form.integer('MaxSize')) ?? DEFAULT_SIZE)));
  });
  router.get('/Queues.json', (request, response) => {
    response.json(page(request, 'queues', newestFirst(net.queues.values()), present));
  });
  router.get('/Queues/:sid.json', (request, response) => {
    response.json(present(find(request)));
  });
  router.post('/Queues/:sid.json', (request, response) => {
    const queue = find(request);
    const form = readForm(request);
    queue.friendlyName = form.text('FriendlyName') ?? queue.friendlyName;
    queue.maxSize = readSize(form.integer('MaxSize')) ?? queue.maxSize;
    queue.updatedAt = net.clock.now();
    response.json(present(queue));
  });
  router.delete('/Queues/:sid.json', (request, response) => {
    const queue = find(request);
    if (queue.members.length > 0) throw new RestError(400, 22002, 'The queue is not empty');
    net.queues.delete(queue.sid);
    response.status(204).end();
  });
  router.get('/Queues/:sid/Members.json', (request, response) => {
    const queue = find(request);
    const presentOne = (member: Member) => presentMember(net, root, queue, member);
    response.json(page(request, 'queue_members', queue.members, presentOne));
  });
  router.get('/Queues/:sid/Members/:call.json', (request, response) => {
    const { queue, member } = findMember(request);
    response.json(presentMember(net, root, queue, member));
  });
  router.post('/Queues/:sid/Members/:call.json', (request, response) => {
    const { queue, member } = findMember(request);
    const target = readForm(request).target('Url', 'Method');
    if (!target) throw new RestError(400, 21205, 'Url parameter is required.');
    const shown = presentMember(net, root, queue, member);
    startFlow(net, member.call, { kind: 'url', ...target });
    response.json(shown);
  });
  return router;
}

function readSize(size: number | undefined): number | undefined {
  if (size !== undefined && (size < 1 || size > LARGEST_SIZE)) {
    throw new RestError(400, 22005, `MaxSize must be from 1 to ${LARGEST_SIZE}`);
  }
  return size;
}

function presentQueue(net: Exchange, root: string, queue: Queue): object {
  const uri = `${root}/Queues/${queue.sid}`;
  return {
    sid: queue.sid,
    account_sid: net.account.sid,
    friendly_name: queue.friendlyName,
    max_size: queue.maxSize,
    current_size: queue.members.length,
    average_wait_time: averageWait(queue),
    date_created: rfc2822(queue.createdAt),
    date_updated: rfc2822(queue.updatedAt),
    uri: `${uri}.json`,
    subresource_uris: { members: `${uri}/Members.json` },
  };
}

function presentMember(net: Exchange, root: string, queue: Queue, member: Member): object {
  return {
    call_sid: member.call.sid,
    queue_sid: queue.sid,
    date_enqueued: rfc2822(member.enqueuedAt),
    position: positionOf(queue, member),
    wait_time: secondsInQueue(net, member),
    uri: `${root}/Queues/${queue.sid}/Members/${member.call.sid}.json`,
  };
}
