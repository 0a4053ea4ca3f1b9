/** A country by its name; a state or province by country and code. */
import { useStore } from '../../base/createStore.ts';
import { language } from '../../base/settings.ts';

export function usePlaceName(): (place: string) => string {
  const reads = useStore(language);
  const names = new Intl.DisplayNames([reads], { type: 'region' });
  return (place) => {
    const [country = '', region] = place.split('-');
    const name = names.of(country) ?? country;
    return region === undefined ? name : `${name} · ${region}`;
  };
}
