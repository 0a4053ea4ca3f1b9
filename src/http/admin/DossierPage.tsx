/** A dossier as a page to read: one file without script, that loads nothing and prints well. */
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { PROSPECT } from '../../core/vocabulary/people.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { dossierText, NOT_PROVED } from '../../shared/text/dossier.ts';
import { historyText } from '../../shared/text/history.ts';
import { translator } from '../../shared/text/index.ts';
import type { DossierView } from '../../usecases/evidence/exportDossier.ts';

const STYLE = `:root{color-scheme:light dark}body{margin:0 auto;max-width:52rem;padding:24px 16px;line-height:1.5;
font-family:-apple-system,'Segoe UI',Roboto,'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR',sans-serif;
overflow-wrap:anywhere;word-break:keep-all}h1{font-size:1.5rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}
h3{font-size:1rem;margin:1.25rem 0 .25rem}table{border-collapse:collapse;width:100%}
th,td{text-align:start;vertical-align:top;padding:6px 12px 6px 0;border-bottom:1px solid #8a8f9866;font-weight:400}
th{width:30%;opacity:.8}blockquote{margin:0}@media print{h3{break-after:avoid}tr{break-inside:avoid}}`;

export function dossierPage(dossier: DossierView, language: Language): string {
  return `<!doctype html>${renderToString(<DossierPage dossier={dossier} language={language} />)}`;
}

function DossierPage({ dossier, language }: { dossier: DossierView; language: Language }) {
  const t = translator(dossierText, language);
  const { body, signature } = dossier;
  const { person, doNotCall } = body;
  return (
    <html lang={language} dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{t('title')}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <h1>{t('title')}</h1>
        <p>{t('intro', { when: moment(body.exportedAt), business: body.business })}</p>
        <Rows
          rows={[
            [
              t('person'),
              [...person.names, ...(person.tel === undefined ? [] : [person.tel]), ...person.emails].join(' · '),
            ],
            [t('key'), signature.keyId],
          ]}
        />
        <h2>{t('consent')}</h2>
        {body.inquiries.length === 0 ? <p>{t('none')}</p> : null}
        {body.inquiries.map((one) => (
          <Inquiry key={one.certificate.inquiryId} inquiry={one} dossier={dossier} language={language} />
        ))}
        {body.leads.map((lead) => (
          <History key={lead.id} lead={lead} agents={body.agents} language={language} />
        ))}
        <h2>{t('calls')}</h2>
        <Rows
          rows={body.calls.map(({ role, from, to, startedAt, how }) => [
            moment(startedAt),
            [t(role === 'caller' ? 'inbound' : 'outbound'), `${from} → ${to}`, how ?? ''].join(' · '),
          ])}
          none={t('none')}
        />
        <h2>{t('doNotCall')}</h2>
        <Rows
          rows={doNotCall.marks.map(({ at, kind, source, reason }) => [
            moment(at),
            [t(kind === 'lifted' ? 'lifted' : 'added'), source, reason ?? ''].filter((part) => part !== '').join(' · '),
          ])}
          none={t('none')}
        />
        <h2>{t('items')}</h2>
        <div lang="en">
          <Rows rows={body.items.map(({ item, where }) => [item, where])} />
        </div>
        <h2>{t('notProved')}</h2>
        <ul>
          {[...NOT_PROVED, ...(body.exportedBy === PROSPECT.kind ? (['not.own'] as const) : [])].map((name) => (
            <li key={name}>{t(name)}</li>
          ))}
        </ul>
      </body>
    </html>
  );
}

interface InquiryProps {
  readonly inquiry: DossierView['body']['inquiries'][number];
  readonly dossier: DossierView;
  readonly language: Language;
}

function Inquiry({ inquiry: { certificate, proof }, dossier, language }: InquiryProps) {
  const t = translator(dossierText, language);
  const { fields, boxes, page, address, browser, wordingVersion } = certificate;
  const proved = 'none' in proof ? t(`none.${proof.none}`) : `#${proof.root}`;
  return (
    <section>
      <h3>
        {moment(certificate.receivedAt)} · {fields.person.name}
      </h3>
      <Rows
        rows={[
          ...boxes.map(({ box, isChecked, wording }): Row => {
            const text = wording === undefined ? t('notShown') : (dossier.body.wordings[wording] ?? '');
            return [`${box}: ${t(isChecked ? 'checked' : 'unchecked')}`, <blockquote>{text}</blockquote>];
          }),
          [t('wordingVersion'), `${wordingVersion} (${certificate.language})`],
          [t('page'), page ?? t('none')],
          [t('address'), address ?? t('none')],
          [t('browser'), browser ?? t('none')],
          ...Object.entries(fields.answers).map(([name, value]): Row => [name, String(value)]),
          ...(fields.message === undefined ? [] : [[t('message'), fields.message] as Row]),
          [t('proof'), proved],
        ]}
      />
    </section>
  );
}

interface HistoryProps {
  readonly lead: DossierView['body']['leads'][number];
  readonly agents: Readonly<Record<string, string>>;
  readonly language: Language;
}

function History({ lead, agents, language }: HistoryProps) {
  const t = translator(dossierText, language);
  const words = translator(historyText, language);
  return (
    <section>
      <h2>
        {t('history')} · {lead.id}
      </h2>
      <Rows
        rows={lead.history.map(({ at, kind, by }) => {
          const who =
            by.id !== undefined
              ? (agents[by.id] ?? by.id)
              : words(by.kind === 'prospect' ? 'by.prospect' : 'by.system');
          return [moment(at), `${words(`timeline.${kind}`)} · ${who}`];
        })}
      />
    </section>
  );
}

type Row = readonly [string, ComponentChildren];

function Rows({ rows, none }: { readonly rows: readonly Row[]; readonly none?: string }) {
  if (rows.length === 0) return <p>{none}</p>;
  return (
    <table>
      <tbody>
        {rows.map(([name, value], index) => (
          <tr key={index}>
            <th scope="row">{name}</th>
            <td>
              <bdi>{value}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** UTC, to the second: the same for every reader. */
function moment(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').slice(0, 19);
}
