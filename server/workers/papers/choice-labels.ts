import type { BundleFiles } from '../../../core/procedure/bundle.ts';
import { formPaths } from '../../../core/procedure/bundle.ts';

type Component = {
  readonly key?: string;
  readonly values?: readonly { readonly value?: unknown; readonly label?: unknown }[];
  readonly components?: readonly Component[];
};

const collect = (components: readonly Component[], labels: Map<string, string>): void => {
  for (const { key, values = [], components: inner = [] } of components) {
    for (const { value, label } of values) {
      if (key !== undefined && typeof value === 'string' && typeof label === 'string')
        labels.set(`${key}=${value}`, label);
    }
    collect(inner, labels);
  }
};

/** What people read for a chosen value, by `field=value`, from the forms of a procedure version. */
export const readChoiceLabels = (files: BundleFiles): ReadonlyMap<string, string> => {
  const labels = new Map<string, string>();
  for (const path of formPaths(files))
    collect((JSON.parse(files.get(path) ?? '{}') as Component).components ?? [], labels);
  return labels;
};
