/** How the speed objectives of campaigns fare in the last hour, and whether routing widens sooner because of it. */
import type { FloorSpeed } from '../../shared/floor.ts';
import { commonText } from '../../shared/text/common.ts';
import { floorText } from '../../shared/text/floor.ts';
import { formatDuration } from '../base/format.ts';
import { useText } from '../base/text.ts';
import { useFormats } from '../reports/useFormats.ts';

export function SpeedCard({ speed }: { speed: readonly FloorSpeed[] }) {
  const t = useText(floorText);
  if (speed.length === 0) return null;
  return (
    <section class="card card-flush">
      <div class="card-head">
        <h2>{t('speed')}</h2>
      </div>
      <table class="table">
        <thead>
          <tr>
            <th>{t('speed.campaign')}</th>
            <th>{t('speed.reached')}</th>
          </tr>
        </thead>
        <tbody>
          {speed.map((row) => (
            <tr key={row.campaign}>
              <td>{row.campaign}</td>
              <td>
                <Reached {...row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Reached({ percent, withinMs, decided, missed, burn }: FloorSpeed) {
  const t = useText(floorText);
  const common = useText(commonText);
  const { share, ratio } = useFormats();
  const time = formatDuration(withinMs, common);
  return (
    <>
      <div>
        {decided === 0
          ? t('speed.none', { time, percent })
          : t('speed.share', { share: share(decided - missed, decided), count: decided, time, percent })}
      </div>
      {burn !== null && burn > 1 ? (
        <div class="small late">{t('speed.burns', { times: ratio(burn, 1) })}</div>
      ) : (
        <div class="small muted">{t(burn === null ? 'speed.few' : 'speed.kept')}</div>
      )}
    </>
  );
}
