import { useLocalStorage } from '@mantine/hooks';

export type Density = 'compact' | 'comfortable';

/** Height of the rows, remembered on this computer. */
export const useDensity = (): readonly [Density, (density: Density) => void] => {
  const [density, setDensity] = useLocalStorage<Density>({ key: 'mc.density', defaultValue: 'comfortable' });
  return [density, setDensity];
};
