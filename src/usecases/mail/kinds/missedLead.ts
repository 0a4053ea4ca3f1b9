/** To a supervisor: the leads that no one took, over several minutes. */
import type { MissedLead } from '../../../core/mail/letter.ts';
import type { Catalogue } from '../../../shared/text/index.ts';
import { momentInWords } from '../../../shared/text/mail.ts';
import { skip, type MailSpec } from '../kind.ts';
import { businessZone, campaignName } from '../recipient.ts';
import { asLine } from '../words.ts';

/** Beyond this number, leads are counted instead of listed. */
const MAX_LISTED = 20;

const text = {
  'missedLead.subject': {
    en: { one: 'A lead wasn’t accepted', other: '{count} leads weren’t accepted' },
    ko: '수락되지 않은 리드 {count}건',
  },
  'missedLead.body': {
    en: {
      one: 'No agent was available in time. A callback is scheduled.',
      other: 'No agent was available in time. Callbacks are scheduled.',
    },
    ko: '제시간에 받을 수 있는 상담원이 없어 콜백이 예약되었습니다.',
  },
  'missedLead.promised': { en: 'Callback {when}', ko: '콜백 예약: {when}' },
  'missedLead.over': { en: 'Handled since', ko: '이후 처리되었습니다' },
  'missedLead.more': { en: 'And {count} more.', ko: '그 외 {count}건이 있습니다.' },
  'missedLead.open': { en: 'Open the floor', ko: '실시간 현황 열기' },
} as const satisfies Catalogue;

export const missedLead: MailSpec<'missedLead', typeof text> = {
  text,

  async compose(parts, { id, to, language, kind, data }) {
    const user = await parts.users.byEmail(to);
    if (user?.active !== true) return skip('gone');
    const leads: MissedLead[] = [];
    for (const leadId of data.leadIds.slice(0, MAX_LISTED)) {
      const lead = await parts.leads.byId(leadId);
      if (!lead) continue;
      leads.push({
        name: lead.person.name,
        campaign: await campaignName(parts, lead.campaignId, language),
        path: `/leads/${encodeURIComponent(lead.id)}`,
        ...(lead.state !== 'closed' && !('owner' in lead) && lead.promise && { dueAt: lead.promise.dueAt }),
      });
    }
    if (leads.length === 0) return skip('gone');
    const more = Math.max(0, data.leadIds.length - MAX_LISTED);
    return { kind: 'letter', letter: { id, to, language, kind, leads, more, zone: await businessZone(parts) } };
  },

  say({ leads, more, zone, language }, { t, text, button, link }) {
    const count = leads.length + more;
    const items = leads.map(({ name, campaign, path, dueAt }) => ({
      label: asLine(`${name} · ${campaign}`),
      detail:
        dueAt === undefined
          ? t('missedLead.over')
          : t('missedLead.promised', { when: momentInWords(dueAt, zone, language).whole }),
      href: link(path),
    }));
    return {
      subject: t('missedLead.subject', { count }),
      title: t('missedLead.subject', { count }),
      blocks: [
        text('missedLead.body', { count }),
        { kind: 'list', items },
        ...(more > 0 ? [text('missedLead.more', { count: more })] : []),
        button('missedLead.open', '/floor'),
      ],
      why: t('supervisor.why'),
    };
  },
};
