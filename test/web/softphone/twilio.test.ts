/** The softphone on Twilio's network, with a fake device that behaves as the package documents. */
import { EventEmitter } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import type { MicrophoneState } from '../../../src/web/softphone/microphone.ts';
import { isMicrophoneTrouble, type Softphone, type SoftphoneState } from '../../../src/web/softphone/softphone.ts';
import { twilioSoftphone, type DeviceMaker, type TwilioParts } from '../../../src/web/softphone/twilioSoftphone.ts';

class FakeCall extends EventEmitter {
  readonly done: string[] = [];
  accept() {
    this.done.push('accept');
    this.emit('accept');
  }
  reject() {
    this.done.push('reject');
    this.emit('reject');
  }
  disconnect() {
    this.done.push('disconnect');
    this.emit('disconnect');
  }
  mute(isMuted: boolean) {
    this.done.push(`mute ${isMuted}`);
  }
  ignore() {
    this.done.push('ignore');
  }
  sendDigits(keys: string) {
    this.done.push(`keys ${keys}`);
  }
}

class FakeDevice extends EventEmitter {
  token: string;
  isDestroyed = false;
  isRegistered = false;
  refuses: object | null = null;
  ringsAloud = true;
  readonly audio = { incoming: (isOn: boolean) => (this.ringsAloud = isOn) };
  constructor(token: string) {
    super();
    this.token = token;
  }
  register() {
    if (this.refuses) return Promise.reject(new Error('refused'));
    this.isRegistered = true;
    this.emit('registered');
    return Promise.resolve();
  }
  unregister() {
    this.isRegistered = false;
    this.emit('unregistered');
    return Promise.resolve();
  }
  updateToken(token: string) {
    this.token = token;
  }
  destroy() {
    this.isDestroyed = true;
  }
  rings() {
    const call = new FakeCall();
    this.emit('incoming', call);
    return call;
  }
}

function make(parts: Partial<TwilioParts> & { refuses?: boolean; microphone?: MicrophoneState } = {}) {
  const devices: FakeDevice[] = [];
  const maker: DeviceMaker = (token) => {
    const device = new FakeDevice(token);
    if (parts.refuses) device.refuses = {};
    devices.push(device);
    return device as unknown as ReturnType<DeviceMaker>;
  };
  const softphone = twilioSoftphone(
    { token: 'first' },
    {
      renew: () => Promise.resolve('second'),
      load: () => Promise.resolve(maker),
      askMicrophone: () => Promise.resolve(parts.microphone ?? 'on'),
      ...parts,
    },
  );
  const states: SoftphoneState['kind'][] = [];
  softphone.state.watch(({ kind }) => states.push(kind));
  return { softphone, devices, states, device: () => devices.at(-1)! };
}

test('[H8] it registers, is rung, answers, presses keys, mutes and hangs up', async () => {
  const { softphone, device, states } = make();
  await softphone.connect();
  expect(softphone.state.get()).toEqual({ kind: 'ready' });
  expect(softphone.microphone.get()).toBe('on');
  // The page has its own bell.
  expect(device().ringsAloud).toBe(false);
  const call = device().rings();
  expect(softphone.state.get()).toEqual({ kind: 'ringing' });
  softphone.answer();
  await until(softphone, 'inCall');
  expect(softphone.state.get()).toMatchObject({ kind: 'inCall', since: expect.any(Number) });
  softphone.press('1');
  softphone.setMuted(true);
  softphone.hangUp();
  expect(call.done).toEqual(['accept', 'keys 1', 'mute true', 'disconnect']);
  expect(states).toEqual(['connecting', 'ready', 'ringing', 'inCall', 'ready']);
});

test('[H8] repeated answers request the microphone once and accept once', async () => {
  let asked = 0;
  const { softphone, device } = make({ askMicrophone: () => Promise.resolve(((asked += 1), 'on' as const)) });
  await softphone.connect();
  const call = device().rings();
  softphone.answer();
  softphone.answer();
  await until(softphone, 'inCall');
  expect([asked, call.done]).toEqual([2, ['accept']]);
  call.emit('disconnect');
  device().rings();
  softphone.answer();
  await until(softphone, 'inCall');
  expect(asked).toBe(3);
});

test('[H8] a call that is canceled or declined ends', async () => {
  const { softphone, device } = make();
  await softphone.connect();
  device().rings().emit('cancel');
  expect(softphone.state.get()).toEqual({ kind: 'ready' });
  const declined = device().rings();
  softphone.hangUp();
  expect(declined.done).toEqual(['reject']);
  expect(softphone.state.get()).toEqual({ kind: 'ready' });
});

test('[H8] the token is renewed before it expires, and a later shift starts with a new one', async () => {
  const { softphone, device, devices } = make();
  await softphone.connect();
  expect(device().token).toBe('first');
  device().emit('tokenWillExpire');
  await Promise.resolve();
  await Promise.resolve();
  expect(device().token).toBe('second');
  await softphone.disconnect();
  expect(devices[0]).toMatchObject({ isDestroyed: true });
  expect(softphone.state.get()).toEqual({ kind: 'off' });
  await softphone.connect();
  expect(devices.map(({ token }) => token)).toEqual(['second', 'second']);
});

test('[H8] it reports what prevents calls, and reconnecting starts fresh', async () => {
  const refused = make({ refuses: true });
  await refused.softphone.connect();
  expect(refused.softphone.state.get()).toEqual({ kind: 'failed', why: 'network' });
  expect(refused.device().isDestroyed).toBe(true);

  const { softphone, device, devices } = make();
  await softphone.connect();
  device().emit('error', { code: 20_104 });
  expect(softphone.state.get()).toEqual({ kind: 'failed', why: 'notAllowed' });
  await softphone.connect();
  expect(devices).toHaveLength(2);
  expect(softphone.state.get()).toEqual({ kind: 'ready' });
  // The package retries when the network is back.
  device().emit('unregistered');
  expect(softphone.state.get()).toEqual({ kind: 'connecting' });
  device().emit('registered');
  expect(softphone.state.get()).toEqual({ kind: 'ready' });
});

test('[H8] without a token there is no phone', async () => {
  const { softphone } = make({ renew: () => Promise.resolve(null) });
  await softphone.connect();
  await softphone.disconnect();
  await softphone.connect();
  expect(softphone.state.get()).toEqual({ kind: 'failed', why: 'notAllowed' });
});

describe('[K46] without a microphone it is not a phone', () => {
  test.each([
    ['denied', 'microphoneDenied'],
    ['none', 'microphoneNone'],
  ] as const)(
    'found when it is connected (%s): it does not register, and connects once there is one',
    async (microphone, why) => {
      let found: MicrophoneState = microphone;
      const { softphone, device } = make({ askMicrophone: () => Promise.resolve(found) });
      await softphone.connect();
      expect(softphone.state.get()).toEqual({ kind: 'failed', why });
      expect(isMicrophoneTrouble(softphone.state.get())).toBe(true);
      expect(device()).toMatchObject({ isRegistered: false, isDestroyed: true });
      found = 'on';
      await softphone.connect();
      expect(softphone.state.get()).toEqual({ kind: 'ready' });
      expect(device().isRegistered).toBe(true);
    },
  );

  test('a lost microphone: a call is not accepted, which would end it, but keeps ringing until it moves elsewhere', async () => {
    let found: MicrophoneState = 'on';
    const { softphone, device } = make({ askMicrophone: () => Promise.resolve(found) });
    await softphone.connect();
    const call = device().rings();
    found = 'denied';
    softphone.answer();
    await until(softphone, 'failed');
    expect(call.done).toEqual(['ignore']);
    expect(softphone.state.get()).toEqual({ kind: 'failed', why: 'microphoneDenied' });
    call.emit('cancel');
    expect(softphone.state.get()).toEqual({ kind: 'failed', why: 'microphoneDenied' });
    expect(device().isRegistered).toBe(false);
  });

  test.each([
    [31_208, 'microphoneDenied'],
    [31_401, 'microphoneDenied'],
    [31_402, 'microphoneNone'],
  ] as const)('refused to the package at the last moment (%i): the same', async (code, why) => {
    const { softphone, device } = make();
    await softphone.connect();
    const call = device().rings();
    softphone.answer();
    await until(softphone, 'inCall');
    call.emit('disconnect');
    call.emit('error', { code });
    expect(softphone.state.get()).toEqual({ kind: 'failed', why });
    expect(device().isRegistered).toBe(false);
  });

  test('another error of a call is not a microphone problem', async () => {
    const { softphone, device } = make();
    await softphone.connect();
    device().rings().emit('error', { code: 31_005 });
    expect(softphone.state.get()).toEqual({ kind: 'ringing' });
  });
});

/** Resolves when the softphone reaches this state. */
function until(softphone: Softphone, kind: SoftphoneState['kind']): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (softphone.state.get().kind === kind) resolve();
    };
    softphone.state.watch(look);
    look();
  });
}
