import { useTranslation } from 'react-i18next';
import type { EngineDeskView, EngineState } from '../../core/contracts/engine-state.ts';
import { formatInstant } from '../ui/format-date.ts';
import { StateMark } from './StateMark.tsx';
import classes from './System.module.css';
import { countText, levelOfEngine, levelOfWait } from './system-levels.ts';
import { useAgeWords } from './use-age-words.ts';

/** What an engine is called before it has been reached once. */
const unasked = 'unknown';

function EngineFact({ engine }: { readonly engine: EngineState }) {
  const { t } = useTranslation();
  const { name, version, reachable, partitions } = engine;
  const led = partitions.filter(({ hasLeader }) => hasLeader).length;
  const words = !reachable
    ? t('system.engine.away')
    : led < partitions.length
      ? t('system.engine.withoutLeader', {
          ids: partitions.flatMap(({ id, hasLeader }) => (hasLeader ? [] : [id])).join(', '),
        })
      : t('system.engine.ready');
  return (
    <div>
      <dt>
        {t(`system.engine.${name}`)} {version !== unasked && <span className="mc-mono">{version}</span>}
      </dt>
      <dd>
        <StateMark level={levelOfEngine(engine)}>{words}</StateMark>
      </dd>
      {reachable && partitions.length > 0 && (
        <dd className="mc-muted">{t('system.engine.partitions', { led, all: partitions.length })}</dd>
      )}
    </div>
  );
}

type WaitProps = {
  readonly name: 'commands' | 'feed';
  readonly count: number;
  readonly oldestAt: string | null;
  readonly now: string;
};

function WaitFact({ name, count, oldestAt, now }: WaitProps) {
  const { t } = useTranslation();
  const age = useAgeWords();
  return (
    <div>
      <dt>{t(`system.${name}.title`)}</dt>
      <dd>
        <StateMark level={levelOfWait(oldestAt, now)}>
          {count === 0 ? t('system.nothingWaits') : t(`system.${name}.waiting`, { count: countText(count) })}
        </StateMark>
      </dd>
      {oldestAt && <dd className="mc-muted">{t('system.oldest', { age: age(oldestAt, now) })}</dd>}
    </div>
  );
}

function ForeignFact({ since }: { readonly since: string }) {
  const { t } = useTranslation();
  return (
    <div className={classes['foreign']}>
      <dt>{t('system.feed.title')}</dt>
      <dd>
        <StateMark level="bad">{t('system.feed.foreign')}</StateMark>
      </dd>
      <dd>{t('system.feed.foreignHint', { at: formatInstant(since) })}</dd>
    </div>
  );
}

/** The engines of the site and what is on its way between them and the screens. */
export function SystemFacts({ state }: { readonly state: EngineDeskView }) {
  const { at, engines, commands, feed } = state;
  return (
    <dl className={classes['facts']}>
      {engines.map((engine) => (
        <EngineFact key={engine.name} engine={engine} />
      ))}
      <WaitFact name="commands" count={commands.waiting} oldestAt={commands.oldestAt} now={at} />
      {feed.foreignSince === null ? (
        <WaitFact name="feed" count={feed.waiting} oldestAt={feed.oldestAt} now={at} />
      ) : (
        <ForeignFact since={feed.foreignSince} />
      )}
    </dl>
  );
}
