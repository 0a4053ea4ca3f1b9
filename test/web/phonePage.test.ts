/** Numbers, log entries and documents on the phone page. */
import { describe, expect, test } from '@jest/globals';
import type { LogEntry } from '../../src/shared/phone.ts';
import { phoneText } from '../../src/shared/text/phone.ts';
import { translator } from '../../src/shared/text/index.ts';
import { explain, isInLine } from '../../src/web/phone/explain.ts';
import { showNumber } from '../../src/web/base/format.ts';
import { readNumber } from '../../src/web/phone/number.ts';
import { prettyXml } from '../../src/web/phone/prettyXml.ts';

const t = translator(phoneText, 'en');
const API = `/2010-04-01/Accounts/AC${'0123456789abcdef'.repeat(2)}`;

function webhook(path: string, parameters: object = {}, answer = ''): LogEntry {
  const text = `The network asks what to do with the call: POST http://localhost:3000${path} → 200`;
  return { n: 1, at: 0, kind: 'webhook', callSid: 'CA1', text, details: { parameters, answer } };
}
function rest(method: string, path: string, parameters: object = {}, status = 200): LogEntry {
  const text = `The application asks: ${method} ${API}${path} → ${status}`;
  return { n: 1, at: 0, kind: 'rest', text, details: { parameters } };
}
function sentence(entry: LogEntry): string {
  const explained = explain(entry);
  return explained ? translator(phoneText, 'en')(explained.sentence, explained.values) : '';
}

describe('numbers', () => {
  test.each([
    ['+1 202 555 0143', '+12025550143'],
    ['(202) 555-0143', '+12025550143'],
    ['1-202-555-0143', '+12025550143'],
    ['+82 10 1234 5678', '+821012345678'],
  ])('[H14] %s is %s', (typed, number) => expect(readNumber(typed)).toBe(number));

  test.each(['', '911', '202 555 014', '+0 202', 'call me', '102 555 0143', '+1234567890123456'])(
    '[H14] %j is no number',
    (typed) => expect(readNumber(typed)).toBeNull(),
  );

  test('[H14] numbers are formatted for reading', () => {
    expect(showNumber('+18005550100')).toBe('+1 800 555 0100');
    expect(showNumber('+821012345678')).toBe('+821012345678');
    expect(showNumber('client:user_ana')).toBe('user_ana');
  });
});

describe('the log', () => {
  test.each([
    [webhook('/twilio/voice/incoming'), t('asks.incoming')],
    [webhook('/twilio/voice/calls/CA1/keys?step=1&in=call', { Digits: '2' }), t('asks.keys', { digits: '2' })],
    [webhook('/twilio/voice/calls/CA1/keys?step=1', { Digits: '' }), t('asks.noKeys')],
    [
      webhook('/twilio/voice/calls/CA1/keys?in=call', {
        Digits: '1',
        Direction: 'outbound-api',
        To: 'client:user_ana',
      }),
      t('asks.keysCalled', { to: 'user_ana', digits: '1' }),
    ],
    [
      webhook('/twilio/voice/calls/CA1/keys', { Direction: 'outbound-api', To: '+12025550143' }),
      t('asks.noKeysCalled', { to: '+1 202 555 0143' }),
    ],
    [webhook('/twilio/voice/calls/CA1/wait', { QueuePosition: '2' }), t('asks.wait', { place: 2 })],
    [webhook('/twilio/voice/calls/CA1/left', { QueueResult: 'bridged' }), t('asks.left', { result: 'bridged' })],
    [webhook('/twilio/voice/safe-recorded', { RecordingDuration: '7' }), t('asks.recorded', { seconds: 7 })],
    [
      webhook('/twilio/status/calls/CA1', { CallStatus: 'completed', To: '+18005550100', CallDuration: '41' }),
      t('tells.completed', { to: '+1 800 555 0100', seconds: 41 }),
    ],
    [webhook('/twilio/status/calls/CA1', { CallStatus: 'unheard-of' }), t('tells.other')],
    [rest('POST', '/Calls.json', { To: '+12025550143' }, 201), t('orders.place', { to: '+1 202 555 0143' })],
    [rest('POST', '/Calls/CA1.json', { Status: 'completed' }), t('orders.hangUp')],
    [rest('POST', '/Calls/CA1.json', { Url: 'http://x/now' }), t('orders.refresh')],
    [rest('GET', '/Calls/CA1.json'), t('orders.look')],
    [rest('GET', '/Calls.json?PageSize=50'), t('orders.list')],
    [rest('POST', '/Conferences/CF1/Participants/CA1.json', { Hold: 'true' }), t('orders.hold')],
    [rest('POST', '/Conferences/CF1/Participants/CA1.json', { Muted: 'false' }), t('orders.unmute')],
    [rest('POST', '/Conferences/CF1/Participants/CA1.json', { AnnounceUrl: 'http://x' }), t('orders.announce')],
    [webhook('/twilio/status/calls/CA1/recording'), t('tells.recording')],
    [webhook('/twilio/voice/calls/ld_1.2.agent/alone'), t('asks.alone')],
    [webhook('/twilio/message/incoming', { Body: 'STOP' }), t('tells.text')],
    ...(['sent', 'delivered', 'undelivered'] as const).map((status): [LogEntry, string] => [
      webhook('/twilio/status/texts/CA1', { MessageStatus: status, To: '+12025550143' }),
      t(status === 'sent' ? 'tells.text.onItsWay' : `tells.text.${status}`, { to: '+1 202 555 0143' }),
    ]),
    [rest('POST', '/Queues.json'), t('orders.other')],
    [rest('DELETE', '/Recordings/RE1.json', {}, 204), t('orders.forget')],
    [{ n: 1, at: 0, kind: 'error', text: '11200: answered with 503' }, '11200: answered with 503'],
  ] as [LogEntry, string][])('[H4] entry %# is one sentence', (entry, expected) => {
    expect(sentence(entry)).toBe(expected);
  });

  test('[H4] a request shows its relevant parameters and its response, without the account', () => {
    const parameters = { From: '+12025550143', CallStatus: 'ringing', AccountSid: 'AC1', FromCity: '', Digits: '' };
    const asked = explain(webhook('/twilio/voice/incoming', parameters, '<Response/>'));
    expect(asked).toMatchObject({
      to: 'app',
      request: 'POST /twilio/voice/incoming → 200',
      parameters: [
        ['From', '+12025550143'],
        ['CallStatus', 'ringing'],
      ],
      twiml: '<Response/>',
      isRefused: false,
    });
    const refused = explain(rest('POST', '/Calls.json', { To: 'x' }, 400));
    expect(refused).toMatchObject({ to: 'network', request: 'POST /Calls.json → 400', isRefused: true, twiml: null });
    expect(explain({ n: 1, at: 0, kind: 'call', text: 'The call is ringing' })).toBeNull();
  });

  test('[H4] the last TwiML document that places a call says whether it is in line', () => {
    const document = (twiml: string, callSid = 'CA1'): LogEntry => ({
      n: 1,
      at: 0,
      kind: 'twiml',
      callSid,
      text: 'The call executes',
      details: { twiml },
    });
    const inLine = [document('<Response><Gather/></Response>'), document('<Response><Enqueue>q</Enqueue></Response>')];
    expect(isInLine(inLine, 'CA1')).toBe(true);
    expect(isInLine([...inLine, document('<Response><Say>Please wait</Say></Response>')], 'CA1')).toBe(true);
    expect(isInLine([...inLine, document('<Response><Dial><Conference/></Dial></Response>')], 'CA1')).toBe(false);
    expect(isInLine(inLine, 'CA2')).toBe(false);
    expect(isInLine([], null)).toBe(false);
  });
});

test('[H4] TwiML is shown with one element per line', () => {
  const text =
    '<?xml version="1.0" encoding="UTF-8"?><Response><Gather numDigits="1"><Say>Press 1 &amp; wait.</Say></Gather>\n<Hangup/></Response>';
  expect(prettyXml(text)).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<Response>',
      '  <Gather numDigits="1">',
      '    <Say>Press 1 &amp; wait.</Say>',
      '  </Gather>',
      '  <Hangup/>',
      '</Response>',
    ].join('\n'),
  );
  expect(prettyXml('<Response></Response>')).toBe('<Response></Response>');
});
