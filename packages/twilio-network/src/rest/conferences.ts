/** Conferences: https://www.twilio.com/docs/voice/api/conference-resource */
import { Router, type Request } from 'express';
import { rfc2822 } from '../dates.ts';
import { conferenceNamed, endConference } from '../calls/conference.ts';
import type { Conference } from '../calls/records.ts';
import type { Exchange } from '../calls/exchange.ts';
import { API_VERSION } from '../webhooks/parameters.ts';
import type { RestContext } from './context.ts';
import { RestError, notFound } from './errors.ts';
import { readForm } from './form.ts';
import { newestFirst, page } from './page.ts';
import { isWithin } from './times.ts';
import { participantRoutes } from './participants.ts';
import { presentRecording } from './recordings.ts';

export function conferenceRoutes(context: RestContext): Router {
  const { net, root } = context;
  const router = Router();
  const present = (conference: Conference) => presentConference(net, root, conference);
  const find = (request: Request): Conference => {
    const conference = net.conferences.get(String(request.params['sid']));
    if (!conference) throw notFound(request.originalUrl);
    return conference;
  };
  router.get('/Conferences.json', (request, response) => {
    const form = readForm(request);
    const conferences = newestFirst(net.conferences.values()).filter(
      (conference) =>
        (!form.has('Status') || form.text('Status') === conference.status) &&
        (!form.has('FriendlyName') || form.text('FriendlyName') === conference.friendlyName) &&
        isWithin(conference.createdAt, 'DateCreated', form) &&
        isWithin(conference.updatedAt, 'DateUpdated', form),
    );
    response.json(page(request, 'conferences', conferences, present));
  });
  router.get('/Conferences/:sid.json', (request, response) => {
    response.json(present(find(request)));
  });
  router.post('/Conferences/:sid.json', (request, response) => {
    const conference = find(request);
    const form = readForm(request);
    const status = form.text('Status');
    if (status !== undefined && status !== 'completed') throw new RestError(400, 20001, 'Status can only be completed');
    if (form.has('AnnounceUrl')) throw new RestError(400, 20001, 'AnnounceUrl is simulated for a participant only');
    if (status) endConference(net, conference, 'conference-ended-via-api', null);
    response.json(present(conference));
  });
  router.get('/Conferences/:sid/Recordings.json', (request, response) => {
    const { sid } = find(request);
    const recordings = newestFirst(net.recordings.values()).filter(({ conferenceSid }) => conferenceSid === sid);
    response.json(page(request, 'recordings', recordings, (recording) => presentRecording(net, root, recording)));
  });
  // The participants resource also accepts a conference name.
  const findByName = (name: string) => net.conferences.get(name) ?? conferenceNamed(net, name);
  router.use(participantRoutes(context, findByName));
  return router;
}

function presentConference(net: Exchange, root: string, conference: Conference): object {
  const uri = `${root}/Conferences/${conference.sid}`;
  return {
    sid: conference.sid,
    account_sid: net.account.sid,
    friendly_name: conference.friendlyName,
    status: conference.status,
    region: 'us1',
    reason_conference_ended: conference.endedBecause,
    call_sid_ending_conference: conference.endedByCall,
    api_version: API_VERSION,
    date_created: rfc2822(conference.createdAt),
    date_updated: rfc2822(conference.updatedAt),
    uri: `${uri}.json`,
    subresource_uris: { participants: `${uri}/Participants.json`, recordings: `${uri}/Recordings.json` },
  };
}
