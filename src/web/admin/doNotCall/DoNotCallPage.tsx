/** `/admin/do-not-call`: look a number up, the newest entries, and a file of numbers. */
import { useState } from 'preact/hooks';
import { adminDoNotCallText } from '../../../shared/text/adminDoNotCall.ts';
import { useText } from '../../base/text.ts';
import { Page } from '../ui/Page.tsx';
import { FindCard } from './FindCard.tsx';
import { ImportCard } from './ImportCard.tsx';
import { NumberList } from './NumberList.tsx';
import { RegistryCard } from './RegistryCard.tsx';

export function DoNotCallPage() {
  const t = useText(adminDoNotCallText);
  const [round, setRound] = useState(0);
  const changed = () => setRound((count) => count + 1);
  return (
    <Page title={t('title')} name={t('title')} intro={t('intro')}>
      <FindCard onChanged={changed} />
      <NumberList round={round} onChanged={changed} />
      <ImportCard onChanged={changed} />
      <RegistryCard />
    </Page>
  );
}
