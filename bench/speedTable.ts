/** What `speed` measured, as a table: a row per figure, a column per program, ratios of Leadbell to the others. */
import { BUSY_DESKS, type Row, type speed } from './speed.ts';

const TOP_KINDS = 25;

export function showSpeed(measured: Awaited<ReturnType<typeof speed>>): readonly string[] {
  const { rows, atOnce, perSecond, paceDesks, counted } = measured;
  const [relay, plain, leadbell] = rows as [Row, Row, Row];
  const line = (what: string, figure: (row: Row) => number | undefined) => {
    const [a, b, c] = [figure(relay), figure(plain), figure(leadbell)];
    const columns = [a, b, c].map(shown);
    return `  ${what.padEnd(44)}${[...columns, ratio(c, a), ratio(c, b)].map((text) => text.padStart(11)).join('')}`;
  };
  return [
    '',
    '  Leadbell stores, decides and confirms each lead durably; plain stores it; the relay stores nothing.',
    '',
    `  ${''.padEnd(44)}${['relay', 'plain', 'Leadbell', 'to relay', 'to plain'].map((name) => name.padStart(11)).join('')}`,
    `  ${atOnce} forms at once, ${BUSY_DESKS} desks`,
    line('leads a second, closed', (row) => row.perSecond),
    line('POST to 201, p50 (ms)', (row) => row.to201.p50),
    line('POST to 201, p99 (ms)', (row) => row.to201.p99),
    line('POST to offer, p50 (ms)', (row) => row.toOffer.p50),
    line('POST to offer, p99 (ms)', (row) => row.toOffer.p99),
    line('CPU of all processes per lead (ms)', (row) => row.cpuMsPerLead),
    line('  the service', (row) => row.cpuOfServiceMsPerLead),
    line('  the database', (row) => row.cpuOfDatabaseMsPerLead || undefined),
    line('acknowledged', (row) => row.acknowledged),
    line('offered', (row) => row.offered),
    line('closed', (row) => row.closed || undefined),
    ...paceDesks.flatMap((desks, index) => [
      `  ${perSecond} a second, ${desks} desks`,
      line('POST to 201, p50 (ms)', (row) => row.paced[index]?.to201.p50),
      line('POST to 201, p99 (ms)', (row) => row.paced[index]?.to201.p99),
      line('POST to offer, p50 (ms)', (row) => row.paced[index]?.toOffer.p50),
      line('POST to offer, p99 (ms)', (row) => row.paced[index]?.toOffer.p99),
      line('acknowledged', (row) => row.paced[index]?.acknowledged),
      line('offered', (row) => row.paced[index]?.offered),
    ]),
    `  one lead at a time, mean of ${counted}`,
    line('commands per lead', (row) => row.commandsPerLead),
    line('documents written per lead', (row) => row.writesPerLead),
    '  what a lead leaves in the database',
    line('bytes per lead', (row) => row.bytesPerLead),
    line('index keys per lead', (row) => row.indexKeysPerLead),
    line('indexes on leads, _id included', (row) => row.indexesOnLeads),
    '  idle, no desk connected',
    line('commands a second', (row) => row.idle?.commandsPerSecond),
    line('CPU a second (ms)', (row) => row.idle?.cpuMsPerSecond),
    line('bytes written a second', (row) => row.idle?.bytesWrittenPerSecond),
    '',
    `  Leadbell's commands per lead, the ${TOP_KINDS} kinds asked most`,
    ...(leadbell.commandsByKind ?? [])
      .slice(0, TOP_KINDS)
      .map(
        ({ command, collection, shape, perLead }) =>
          `  ${perLead.toFixed(1).padStart(6)}  ${command} ${collection} ${shape}`,
      ),
    '',
  ];
}

function shown(figure: number | undefined): string {
  return figure === undefined ? '–' : figure.toLocaleString('en-US');
}

function ratio(a: number | undefined, b: number | undefined): string {
  return a === undefined || b === undefined || b === 0 ? '' : `${Math.round((a / b) * 100) / 100} ×`;
}
