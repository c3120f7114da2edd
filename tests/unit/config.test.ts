import { isAbsolute } from 'node:path';
import { ConfigError, readConfig } from '../../server/config.ts';

describe('the settings', () => {
  it('have defaults for all', () => {
    const { dataDir, ...config } = readConfig({});
    expect(config).toEqual({
      port: 3000,
      databaseUrl: undefined,
      engine: 'embedded',
      demoPassword: undefined,
      logLevel: 'info',
      role: 'all',
    });
    expect(isAbsolute(dataDir) && dataDir.endsWith('.data')).toBe(true);
  });

  it('are read from the environment and the command line', () => {
    const env = {
      PORT: '8081',
      DATA_DIR: '/srv/mc',
      DATABASE_URL: 'postgres://u:p@db/x',
      ENGINE: 'embedded',
      DEMO_PASSWORD: 'mat-khau-dai',
      LOG_LEVEL: 'warn',
    };
    expect(readConfig(env, ['--role', 'worker'])).toEqual({
      port: 8081,
      dataDir: '/srv/mc',
      databaseUrl: 'postgres://u:p@db/x',
      engine: 'embedded',
      demoPassword: 'mat-khau-dai',
      logLevel: 'warn',
      role: 'worker',
    });
  });

  it('count as absent when they are empty', () => {
    expect(
      readConfig({
        PORT: '',
        DATABASE_URL: '',
        DEMO_PASSWORD: '',
        LOG_LEVEL: '',
        ENGINE: '',
        DATA_DIR: '',
        ZEEBE_ADDRESS: '',
      }),
    ).toEqual(readConfig({}));
  });

  it.each([
    [{ PORT: '-1' }, [], /PORT=-1/],
    [{ PORT: '65536' }, [], /0 .*65535/],
    [{ PORT: '80.5' }, [], /PORT/],
    [{ LOG_LEVEL: 'verbose' }, [], /fatal, error, warn, info, debug, silent/],
    [{ ENGINE: 'camunda' }, [], /ENGINE=camunda.*embedded/],
    [{ ENGINE: 'zeebe' }, [], /ENGINE=zeebe/],
    [{ ZEEBE_ADDRESS: 'localhost:26500' }, [], /ZEEBE_ADDRESS/],
    [{ DATABASE_URL: 'sqlite:x' }, [], /postgresql:\/\//],
    [{ DEMO_PASSWORD: '1234567' }, [], /8/],
    [{}, ['--role', 'boss'], /all, web, worker, projector/],
    [{}, ['--rol', 'web'], /--rol.*--role/],
    [{}, ['--role'], /--role/],
  ])('refuse %j %j', (env, args, message) => {
    expect(() => readConfig(env, args)).toThrow(ConfigError);
    expect(() => readConfig(env, args)).toThrow(message);
  });
});
