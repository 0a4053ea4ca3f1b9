/** A component that loads when it first renders. Once loaded, it renders at once without a blank frame. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { commonText } from '../../../shared/text/common.ts';
import { useText } from '../text.ts';

type Load<P> = () => Promise<ComponentType<P>>;
const loaded = new Map<unknown, unknown>();

export function Lazy<P extends object>({ load, props }: { load: Load<P>; props: P }) {
  const common = useText(commonText);
  const [, redraw] = useState({});
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (loaded.has(load)) return;
    load().then(
      (component) => {
        loaded.set(load, component);
        redraw({});
      },
      () => setFailed(true),
    );
  }, [load]);
  const Component = loaded.get(load) as ComponentType<P> | undefined;
  if (Component) return <Component {...props} />;
  return failed ? <p class="notice notice-bad">{common('failed.network')}</p> : null;
}
