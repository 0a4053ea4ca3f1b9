/** Every kind of effect. A kind of `core/lead/effects.ts` that is missing here doesn't compile. */
import type { Effect } from '../../core/lead/effects.ts';
import { absorb } from './absorb.ts';
import { acknowledge } from './acknowledge.ts';
import { agentAway } from './agentAway.ts';
import { agentMissed } from './agentMissed.ts';
import { bridgePerson } from './bridgePerson.ts';
import { deskUnseen } from './deskUnseen.ts';
import { doNotCall } from './doNotCall.ts';
import type { EffectOf, EffectSpec } from './effect.ts';
import { endCall } from './endCall.ts';
import { personToLine } from './personToLine.ts';
import { reopen } from './reopen.ts';
import { restore } from './restore.ts';
import { ringAgent } from './ringAgent.ts';
import { ringPerson } from './ringPerson.ts';
import { setVoice } from './setVoice.ts';
import { tellAppointment } from './tellAppointment.ts';
import { tellCaller } from './tellCaller.ts';
import { tellMissed } from './tellMissed.ts';
import { tellPromise } from './tellPromise.ts';
import { textBack } from './textBack.ts';

export const EFFECTS = {
  absorb,
  acknowledge,
  agentAway,
  agentMissed,
  bridgePerson,
  deskUnseen,
  doNotCall,
  endCall,
  personToLine,
  reopen,
  restore,
  ringAgent,
  ringPerson,
  setVoice,
  tellAppointment,
  tellCaller,
  tellMissed,
  tellPromise,
  textBack,
} satisfies { readonly [K in Effect['kind']]: EffectSpec<EffectOf<K>> };
