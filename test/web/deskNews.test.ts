/** What the desk's status strip says, and when it is true. */
import { describe, expect, test } from '@jest/globals';
import type { DeskLead } from '../../src/shared/desk.ts';
import { deskText } from '../../src/shared/text/desk.ts';
import { leadText } from '../../src/shared/text/lead.ts';
import { translator } from '../../src/shared/text/index.ts';
import { whenOf } from '../../src/web/base/format.ts';
import { serverNow } from '../../src/web/base/serverClock.ts';
import { reduce } from '../../src/web/desk/store.ts';
import { FIRST_STATE, type DeskState } from '../../src/web/desk/deskState.ts';
import { newsOf } from '../../src/web/desk/StatusStrip.tsx';

const t = translator(deskText, 'en');
const available = { presence: 'available', since: 0, activity: 'idle', reach: 'reachable' } as const;
const said = (part: Partial<DeskState>) =>
  newsOf({ ...FIRST_STATE, line: 'up', presence: available, ...part }, t, translator(leadText, 'en'), 'en', 'here');

describe('[W59] the status strip', () => {
  const late = { ...available, presence: 'away', reason: 'wrapUpOverdue' } as const;

  test('asks for an overdue outcome only while it is owed', () => {
    expect(said({ presence: late, lead: { state: 'wrapUp' } as DeskLead }).text).toBe(t('away.wrapUpOverdue'));
    expect(said({ presence: late })).toMatchObject({ text: t('away.wrapUpDone'), action: 'back' });
  });

  test.each([
    ['won', undefined, 'result.closed'],
    [null, { at: 5, owner: 'me' }, 'result.callback'],
    ['appointment', { at: 5, owner: 'me', place: '' }, 'result.appointment'],
    ['appointment', { at: 5, owner: 'me', place: '12 Main St' }, 'result.appointmentAt'],
  ] as const)(
    '[W59] [P31] says that a lead is closed, called back or has an appointment: %s %j',
    (outcome, callback, text) => {
      const lead = { id: 'lead_1', state: 'wrapUp', epoch: 1 } as DeskLead;
      const body = { leadId: 'lead_1', outcome, ...(callback && { callback }) };
      const asked = reduce(
        { ...FIRST_STATE, lead, line: 'up' },
        { kind: 'asked', request: { event: 'lead:close', body } },
      );
      const done = reduce(asked, { kind: 'answered', id: 1, reply: { ok: true } });
      expect(done.lead).toBeNull();
      expect(said({ ...done, presence: available }).text).toBe(
        t(text, { when: whenOf(5, serverNow(), 'en'), place: '12 Main St' }),
      );
    },
  );

  test('shows no interruption while the page reloads its texts in another language, but shows a real one', () => {
    const up: DeskState = { ...FIRST_STATE, line: 'up', presence: available };
    const reloading = reduce(reduce(up, { kind: 'lineDown' }), { kind: 'reloading' });
    expect(newsOf(reloading, t, translator(leadText, 'en'), 'en', 'here').tone).toBe('good');
    const down = reduce(reloading, { kind: 'lineDown' });
    expect(newsOf(down, t, translator(leadText, 'en'), 'en', 'here').text).toBe(t('strip.reconnecting'));
  });
});
