/**
 * Announcements to one participant of a conference: Say, Play (also keys, for machines that are steered by them), Pause
 * and Redirect. They are heard beside the conversation, by that participant alone, one after the other.
 *
 * https://www.twilio.com/docs/voice/api/conference-participant-resource
 */
import { TwimlFailure } from '../language/failure.ts';
import type { Target } from '../webhooks/webhooks.ts';
import { tellConference, type Conference, type Participant } from './conference.ts';
import type { Exchange } from './exchange.ts';
import { playBeside } from './flow.ts';

/** Returns at once; how it ended is told to the conference's callback, if that wants to know of announcements. */
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
        tellConference(net, conference, 'announcement', 'announcement-end', participant, { AnnounceUrl: url });
    } catch (error) {
      if (!(error instanceof TwimlFailure)) throw error;
      tellConference(net, conference, 'announcement', 'announcement-fail', participant, {
        AnnounceUrl: url,
        ReasonAnnouncementFailed: `${error.code}: ${error.message}`,
      });
    }
  };
  participant.announced = participant.announced.then(play).catch((error: unknown) => {
    net.log.write('error', `The network itself failed: ${String(error)}`, { callSid: participant.call.sid });
  });
}
