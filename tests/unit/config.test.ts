import { isAbsolute } from 'node:path';
import { ConfigError, readConfig } from '../../server/config.ts';

describe('the settings', () => {
  it('have defaults for all', () => {
    const { dataDir, ...config } = readConfig({});
    expect(config).toEqual({
      port: 3000,
      databaseUrl: undefined,
      engine: 'embedded',
      zeebe: undefined,
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
      zeebe: undefined,
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

  it('tell where brokers are when they run what begins now', () => {
    expect(readConfig({ ENGINE: 'zeebe' })).toMatchObject({
      engine: 'zeebe',
      zeebe: {
        address: '127.0.0.1:26500',
        restUrl: 'http://127.0.0.1:8088',
        sinkPort: 8765,
        sinkHost: '127.0.0.1',
        sinkPassword: undefined,
      },
    });
    expect(
      readConfig({
        ENGINE: 'zeebe',
        ZEEBE_ADDRESS: 'zeebe:26500',
        ZEEBE_REST_URL: 'http://zeebe:8080/',
        ZEEBE_SINK_HOST: '0.0.0.0',
        ZEEBE_SINK_PASSWORD: 'mat-khau',
        ZEEBE_SINK_PORT: '9000',
      }).zeebe,
    ).toEqual({
      address: 'zeebe:26500',
      restUrl: 'http://zeebe:8080',
      sinkPort: 9000,
      sinkHost: '0.0.0.0',
      sinkPassword: 'mat-khau',
    });
  });

  it('keep brokers within reach of dossiers that began there, when what begins now is embedded', () => {
    expect(readConfig({ ZEEBE_ADDRESS: 'zeebe:26500' })).toMatchObject({
      engine: 'embedded',
      zeebe: { address: 'zeebe:26500' },
    });
  });

  it.each([
    [{ PORT: '-1' }, [], /PORT=-1/],
    [{ PORT: '65536' }, [], /0 .*65535/],
    [{ PORT: '80.5' }, [], /PORT/],
    [{ LOG_LEVEL: 'verbose' }, [], /fatal, error, warn, info, debug, silent/],
    [{ ENGINE: 'camunda' }, [], /ENGINE=camunda.*embedded/],
    [{ ENGINE: 'zeebe', ZEEBE_ADDRESS: 'http://localhost' }, [], /ZEEBE_ADDRESS.*host:port/],
    [{ ENGINE: 'zeebe', ZEEBE_REST_URL: 'localhost:8080' }, [], /ZEEBE_REST_URL/],
    [{ ENGINE: 'zeebe', ZEEBE_SINK_PORT: 'x' }, [], /ZEEBE_SINK_PORT/],
    [{ ENGINE: 'zeebe', ZEEBE_SINK_HOST: '0.0.0.0' }, [], /ZEEBE_SINK_PASSWORD/],
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
