import { licenceNote } from '../../../scripts/zeebe/licence-note.mjs';
import { nextCommand, readZeebeSettings } from '../../../scripts/zeebe/zeebe-settings.mjs';

const read = (env: Record<string, string> = {}) =>
  readZeebeSettings({ XDG_CACHE_HOME: '/home/a/.cache', ...env }, '/srv/mot-cua');

describe('settings of a local broker', () => {
  it('have a default each', () => {
    expect(read()).toEqual({
      version: '8.5.8',
      cache: '/home/a/.cache/zeebe',
      folder: '/srv/mot-cua/.data/zeebe',
      grpcPort: 26_500,
      restPort: 8_088,
      adminPort: 9_600,
      partitions: 1,
      profile: 'dev',
      heap: '512m',
      sinkUrl: 'http://127.0.0.1:8765',
      sinkPassword: undefined,
      mayUpgrade: false,
      env: {},
    });
  });

  it.each([
    ['ZEEBE_VERSION', '8.6.0', { version: '8.6.0' }],
    ['ZEEBE_CACHE', '/opt/zeebe', { cache: '/opt/zeebe' }],
    ['DATA_DIR', '/var/lib/mc', { folder: '/var/lib/mc/zeebe' }],
    ['DATA_DIR', 'other', { folder: '/srv/mot-cua/other/zeebe' }],
    ['ZEEBE_GRPC_PORT', '27500', { grpcPort: 27_500 }],
    ['ZEEBE_REST_PORT', '8089', { restPort: 8_089 }],
    ['ZEEBE_ADMIN_PORT', '9601', { adminPort: 9_601 }],
    ['ZEEBE_PARTITIONS', '3', { partitions: 3 }],
    ['ZEEBE_PROFILE', 'production', { profile: 'production' }],
    ['ZEEBE_HEAP', '1g', { heap: '1g' }],
    ['ZEEBE_SINK_PORT', '9001', { sinkUrl: 'http://127.0.0.1:9001' }],
    ['ZEEBE_SINK_HOST', '0.0.0.0', { sinkUrl: 'http://127.0.0.1:8765' }],
    ['ZEEBE_SINK_HOST', '::', { sinkUrl: 'http://127.0.0.1:8765' }],
    ['ZEEBE_SINK_HOST', '::1', { sinkUrl: 'http://[::1]:8765' }],
    ['ZEEBE_SINK_HOST', '10.0.0.4', { sinkUrl: 'http://10.0.0.4:8765' }],
    ['ZEEBE_SINK_PASSWORD', 'abc', { sinkPassword: 'abc' }],
    ['ZEEBE_UPGRADE', 'yes', { mayUpgrade: true }],
    ['ZEEBE_BROKER_DATA_SNAPSHOTPERIOD', '2m', { env: { ZEEBE_BROKER_DATA_SNAPSHOTPERIOD: '2m' } }],
    ['ZEEBE_PARTITIONS', '', { partitions: 1 }],
  ])('take %s=%s', (name, value, expected) => {
    expect(read({ [name]: value })).toMatchObject(expected);
  });

  it.each([
    ['ZEEBE_VERSION', '8.5'],
    ['ZEEBE_VERSION', '8.5.8;rm'],
    ['ZEEBE_GRPC_PORT', '0'],
    ['ZEEBE_REST_PORT', '65536'],
    ['ZEEBE_ADMIN_PORT', 'abc'],
    ['ZEEBE_SINK_PORT', '-1'],
    ['ZEEBE_PARTITIONS', '0'],
    ['ZEEBE_PARTITIONS', '1.5'],
    ['ZEEBE_PROFILE', 'test'],
    ['ZEEBE_HEAP', '512'],
  ])('refuse %s=%s and name the variable in two languages', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(new RegExp(`^${name}.* không dùng được.* \\| ${name}`));
  });
});

describe('the next command', () => {
  it('needs nothing but the engine while all is default', () => {
    expect(nextCommand(read())).toBe('ENGINE=zeebe npm start');
  });

  it('carries what differs, and not the password', () => {
    const env = {
      ZEEBE_GRPC_PORT: '27500',
      ZEEBE_REST_PORT: '8089',
      ZEEBE_SINK_HOST: '::1',
      ZEEBE_SINK_PORT: '80',
      ZEEBE_SINK_PASSWORD: 'quiet',
    };
    expect(nextCommand(read(env))).toBe(
      'ENGINE=zeebe ZEEBE_ADDRESS=127.0.0.1:27500 ZEEBE_REST_URL=http://127.0.0.1:8089 ZEEBE_SINK_HOST=::1 ZEEBE_SINK_PORT=80 ZEEBE_SINK_PASSWORD=… npm start',
    );
  });
});

describe('the licence note', () => {
  it.each([
    ['8.4.12', true, 'Community License 1.1'],
    ['8.5.8', true, 'Community License 1.1'],
    ['8.6.0', false, 'non-production'],
    ['8.8.1', false, 'non-production'],
    ['9.0.0', false, 'non-production'],
  ])('of %s says whether it may run in production', (version, production, words) => {
    const note = licenceNote(version);
    expect(note.production).toBe(production);
    expect(note.text).toContain(version);
    expect(note.text).toContain(words);
  });
});
