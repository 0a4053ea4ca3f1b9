/** The agent's desk: connects to the server and renders the store. */
import './desk.css';
import type { Me } from '../../shared/api.ts';
import { ask } from '../base/http.ts';
import { applyAccountLanguage } from '../base/accountLanguage.ts';
import { startPage } from '../base/start.tsx';
import { LineContext, PhoneContext } from './context.ts';
import { Desk } from './Desk.tsx';
import { openConnection } from './connection.ts';
import { openDeskPhone } from './phone.ts';
import { enableSound } from './ringtone.ts';

const line = openConnection();
const phone = openDeskPhone(line);
startPage(
  <LineContext.Provider value={line}>
    <PhoneContext.Provider value={phone}>
      <Desk />
    </PhoneContext.Provider>
  </LineContext.Provider>,
);

// After a reload during a shift there is no Start shift click, so the first click or key anywhere enables sound.
for (const gesture of ['pointerdown', 'keydown']) document.addEventListener(gesture, enableSound, { capture: true });

const me = await ask<Me>('/api/me');
if (me.ok) applyAccountLanguage(me.data.language);
