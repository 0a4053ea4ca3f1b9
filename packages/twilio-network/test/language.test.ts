/** The language: what is allowed, and which published error everything else has. */
import { describe, expect, test } from '@jest/globals';
import { checkDocument } from '../src/language/check.ts';
import { readDocument } from '../src/language/document.ts';
import { VoiceResponse } from './support/lab.ts';

const check = (inside: string) => () => checkDocument(readDocument(`<Response>${inside}</Response>`));

describe('reading', () => {
  test('[N14] text, entities, CDATA and speech markup', () => {
    const [say] = readDocument(
      '<?xml version="1.0"?>\n<Response>\n <Say voice="woman">A &amp; <emphasis level="strong">B</emphasis>\n <![CDATA[<C>]]> &#xD55C;</Say></Response>',
    );
    expect(say).toMatchObject({ name: 'Say', attributes: { voice: 'woman' }, text: 'A & B <C> 한' });
  });

  test.each([
    ['', 12100],
    ['   ', 12100],
    ['<Response>', 12100],
    ['<Response><Say>a & b</Say></Response>', 12100],
    ['<Response><Say>&nbsp;</Say></Response>', 12100],
    ['<!DOCTYPE x [<!ENTITY a "b">]><Response/>', 12100],
    ['{"say": "hi"}', 12100],
    ['<Say>hi</Say>', 12102],
  ])('[N14] %j fails with %s', (xml, code) => {
    expect(() => readDocument(xml)).toThrow(expect.objectContaining({ code }));
  });
});

describe('checking', () => {
  test('[N14] what the builder of the package writes is accepted', () => {
    const response = new VoiceResponse();
    response.say({ language: 'ko-KR', voice: 'Polly.Seoyeon', loop: 2 }, '안녕');
    const gather = response.gather({
      input: ['dtmf'],
      numDigits: 1,
      timeout: 5,
      finishOnKey: '',
      actionOnEmptyResult: true,
    });
    gather.say('One');
    gather.play('/one.mp3');
    gather.pause({ length: 1 });
    response.record({
      maxLength: 120,
      playBeep: true,
      recordingStatusCallback: '/r',
      recordingStatusCallbackEvent: ['completed'],
    });
    const dial = response.dial({
      timeout: 20,
      callerId: '+18005550100',
      answerOnBridge: true,
      record: 'record-from-answer',
    });
    dial.number(
      { url: '/whisper', statusCallback: '/s', statusCallbackEvent: ['answered', 'completed'] },
      '+14155550123',
    );
    dial.client('ana');
    response
      .dial()
      .conference({ beep: 'false', waitUrl: '', statusCallbackEvent: ['join', 'leave'], statusCallback: '/c' }, 'x');
    response.dial().queue({ url: '/about' }, 'sales');
    response.enqueue({ waitUrl: '/wait', action: '/left' }, 'sales');
    response.redirect('/next');
    response.reject();
    response.leave();
    response.hangup();
    expect(() => checkDocument(readDocument(response.toString()))).not.toThrow();
  });

  test.each([
    ['<Foo/>', 12200],
    ['text <Say tone="x">a</Say>', 12200],
    ['<Gather><Dial>1</Dial></Gather>', 13320],
    ['<Gather timeout="soon"/>', 13313],
    ['<Gather numDigits="0"/>', 13314],
    ['<Gather method="PUT"/>', 13312],
    ['<Gather finishOnKey="x"/>', 13310],
    ['<Say loop="-1">a</Say>', 13510],
    ['<Say/>', 13520],
    ['<Play loop="x">/a</Play>', 13410],
    ['<Play/>', 12200],
    ['<Pause length="x"/>', 13910],
    ['<Record maxLength="0"/>', 13612],
    ['<Record timeout="x"/>', 13611],
    ['<Record playBeep="yes"/>', 13616],
    ['<Enqueue/>', 14204],
    [`<Enqueue>${'q'.repeat(65)}</Enqueue>`, 14205],
    ['<Enqueue waitUrlMethod="PUT">q</Enqueue>', 14206],
    ['<Dial/>', 13223],
    ['<Dial timeout="0">1</Dial>', 13212],
    ['<Dial timeLimit="x">1</Dial>', 13216],
    ['<Dial hangupOnStar="1">1</Dial>', 13213],
    ['<Dial record="yes">1</Dial>', 13217],
    ['<Dial><Say>a</Say></Dial>', 13215],
    ['<Dial><Sip>sip:a@b</Sip></Dial>', 13246],
    ['<Dial><Conference/></Dial>', 13237],
    ['<Dial><Conference muted="1">a</Conference></Dial>', 13230],
    ['<Dial><Conference endConferenceOnExit="1">a</Conference></Dial>', 13231],
    ['<Dial><Conference startConferenceOnEnter="1">a</Conference></Dial>', 13232],
    ['<Dial><Conference beep="1">a</Conference></Dial>', 13235],
    ['<Dial><Conference>a</Conference><Client>b</Client></Dial>', 13215],
    ['<Dial><Number sendDigits="x">1</Number></Dial>', 13222],
    ['<Redirect/>', 11100],
    ['<Redirect method="PUT">/a</Redirect>', 13710],
    ['<Reject reason="no"/>', 12200],
    ['<Refer><Sip>sip:a@b</Sip></Refer>', 12200],
    ['<Sms>hi</Sms>', 12200],
    ['<Message>hi</Message>', 12200],
    ['<Connect/>', 12200],
    ['<Client>ana</Client>', 12200],
  ])('[N14] %s fails with %s', (inside, code) => {
    expect(check(inside)).toThrow(expect.objectContaining({ code }));
  });

  test('[N40] speech holds text and SSML of any depth, and no verb', () => {
    expect(
      check('<Say>Hello <prosody rate="slow"><emphasis>you</emphasis></prosody><break time="1s"/></Say>'),
    ).not.toThrow();
    const code = { code: 12200 };
    for (const inside of [
      '<Play>/a.wav</Play>',
      '<Say>b</Say>',
      '<p><Pause/></p>',
      '<Redirect>/x</Redirect>',
      '<b>x</b>',
    ])
      expect(check(`<Say>Hello ${inside}</Say>`)).toThrow(expect.objectContaining(code));
    expect(check('<Gather><Say>a<Hangup/></Say></Gather>')).toThrow(expect.objectContaining(code));
  });

  test('[N14] what exists but is not simulated is refused with its reason', () => {
    expect(check('<Refer/>')).toThrow(/SIP/);
    expect(check('<Sms>hi</Sms>')).toThrow(/Messages resource/);
  });
});
