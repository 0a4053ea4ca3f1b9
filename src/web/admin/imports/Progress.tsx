/** How far an import is: a bar, and the figures in words. */
import type { ImportLine } from '../../../shared/imports.ts';
import { adminImportText } from '../../../shared/text/adminImport.ts';
import { useText } from '../../base/text.ts';
import { progressOf } from './importSteps.ts';
import { useFigure } from '../ui/useFigure.ts';

export function Progress({ line }: { line: ImportLine }) {
  const t = useText(adminImportText);
  const figure = useFigure();
  const { done, all } = progressOf(line);
  const label = t(`state.${line.state}`);
  // How many rows a file has is known once it’s read.
  if (line.state === 'reading') return <progress class="import-progress" aria-label={label} />;
  const figures = { done: figure(done), all: figure(all) };
  return (
    <>
      <progress class="import-progress" max={Math.max(1, all)} value={done} aria-label={label} />
      <div class="small muted">{t(line.state === 'undoing' ? 'progress.leads' : 'progress.rows', figures)}</div>
    </>
  );
}
