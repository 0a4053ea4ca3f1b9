/**
 * Announcements to one participant of a conference: Say, Play (including keys for phone menus), Pause and
 * Redirect. Only that participant hears them, on top of the conversation, one after another.
 *
 * https://www.twilio.com/docs/voice/api/conference-participant-resource
 */
import { TwimlFailure } from '../language/failure.ts';
import type { Target } from '../webhooks/webhooks.ts';
import { reportConference } from './conference.ts';
import type { Conference, Participant } from './records.ts';
import type { Exchange } from './exchange.ts';
import { playBeside } from './flow.ts';

/** Returns at once. The result goes to the conference's callback if it subscribes to announcements. */
export function announce(
  net: Exchange,
  conference: Conference,
  participant: Participant,
  { url, method }: Target,
): void {
  const play = async () => {
    try {
      const isWhole = await playBeside(net, participant.call, participant.gone.signal, { kind: 'url', url, method });
      if (isWhole)
        reportConference(net, conference, 'announcement', 'announcement-end', participant, { AnnounceUrl: url });
    } catch (error) {
      if (!(error instanceof TwimlFailure)) throw error;
      reportConference(net, conference, 'announcement', 'announcement-fail', participant, {
        AnnounceUrl: url,
        ReasonAnnouncementFailed: `${error.code}: ${error.message}`,
      });
    }
  };
  participant.announced = participant.announced.then(play).catch((error: unknown) => {
    net.log.write('error', `The network itself failed: ${String(error)}`, { callSid: participant.call.sid });
  });
}
