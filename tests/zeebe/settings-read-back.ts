/** What a broker made of its environment, read back from the broker itself. */

type Environment = Readonly<Record<string, string>>;
const EXPORTER_ARGS = /^ZEEBE_BROKER_EXPORTERS_[A-Z]+_ARGS_/;
const canonical = (name: string): string => name.toLowerCase().replace(/[^a-z\d]/g, '');

/** Names that Spring bound to a field it knows: the origins in the report of `actuator/configprops`. */
export const boundNames = (configprops: unknown): Set<string> => {
  const names = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      const name = key === 'origin' ? /^System Environment Property "(\w+)"$/.exec(String(value))?.[1] : undefined;
      if (name !== undefined) names.add(name);
      visit(value);
    }
  };
  visit(configprops);
  return names;
};

/** `a=1, b=C{d=2}` as { a: '1', bd: '2' }: how the exporter prints the settings it works with. */
export const flatten = (text: string): Map<string, string> => {
  const found = new Map<string, string>();
  const path: string[] = [];
  for (const [, open, key, value, close] of text.matchAll(/(?:(\w+)=\w+\{)|(?:(\w+)='?([^,{}']*)'?)|(\})/g)) {
    if (open !== undefined) path.push(open);
    else if (close !== undefined) path.pop();
    else if (key !== undefined) found.set(canonical([...path, key].join('')), value ?? '');
  }
  return found;
};

/** The line of the broker's log (level debug) in which the exporter tells its settings. @throws Error there is none */
export const exporterSettings = (log: string): Map<string, string> => {
  const line = /Exporter configured with ElasticsearchExporterConfiguration\{(.*)$/m.exec(log)?.[1];
  if (line === undefined) throw new Error('The exporter told nothing of its settings');
  return flatten(line);
};

type Evidence = {
  readonly bound: ReadonlySet<string>;
  readonly exporter: ReadonlyMap<string, string>;
  /** Names proven in another way. */
  readonly proven: readonly string[];
};

/**
 * Names of the environment that the broker did not take.
 * An exporter's arguments are a free map for Spring, so any name would be bound: they count when the exporter works with the value.
 */
export const listIgnored = (environment: Environment, { bound, exporter, proven }: Evidence): string[] =>
  Object.entries(environment)
    .filter(([name, value]) => {
      if (proven.includes(name)) return false;
      if (!EXPORTER_ARGS.test(name)) return !bound.has(name);
      return exporter.get(canonical(name.replace(EXPORTER_ARGS, ''))) !== value;
    })
    .map(([name]) => name);

/** Rows of a guide's tables of settings: | `NAME` | `value` | meaning | */
export const readSettingsTables = (markdown: string): Record<string, string> =>
  Object.fromEntries(
    [...markdown.matchAll(/^\| `((?:ZEEBE_BROKER|SERVER|MANAGEMENT)_[A-Z\d_]+)`\s*\| `([^`]*)`/gm)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );
