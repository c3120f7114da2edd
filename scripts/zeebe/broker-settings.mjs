// The environment of a broker, for tests, for development and for a small site. Names and values as measured on 8.5.8 and 8.6.0.

const SMALL = {
  ZEEBE_BROKER_THREADS_CPUTHREADCOUNT: '1',
  ZEEBE_BROKER_THREADS_IOTHREADCOUNT: '1',
  ZEEBE_BROKER_DATA_LOGSEGMENTSIZE: '16MB',
  ZEEBE_BROKER_DATA_SNAPSHOTPERIOD: '1m',
  ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING: '64MB',
  ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION: '32MB',
  ZEEBE_BROKER_EXPERIMENTAL_ROCKSDB_MEMORYLIMIT: '32MB',
};
const PROFILES = {
  // The clock can be moved, and nothing waits for the disk.
  test: {
    ...SMALL,
    ZEEBE_CLOCK_CONTROLLED: 'true',
    MANAGEMENT_ENDPOINT_CLOCK_ENABLED: 'true',
    ZEEBE_BROKER_CLUSTER_RAFT_FLUSH_ENABLED: 'false',
  },
  dev: SMALL,
  production: {},
};

const exporter = ({ sinkUrl, sinkPassword, bulkSize = 2000, bulkDelay = 0 }) => {
  if (!sinkUrl) return {};
  const name = 'ZEEBE_BROKER_EXPORTERS_PLATFORM';
  return {
    [`${name}_CLASSNAME`]: 'io.camunda.zeebe.exporter.ElasticsearchExporter',
    [`${name}_ARGS_URL`]: sinkUrl,
    [`${name}_ARGS_BULK_SIZE`]: String(bulkSize),
    // Whole seconds. 0 sends at once, which costs an idle broker nothing that can be measured.
    [`${name}_ARGS_BULK_DELAY`]: String(bulkDelay),
    // The exporter's timer moves by one tick whenever its thread wakes: one that sleeps longer keeps the records of a quiet broker for up to half a second.
    ZEEBE_ACTOR_IDLE_MAXPARKPERIOD: '2ms',
    [`${name}_ARGS_INDEX_CREATETEMPLATE`]: 'false',
    // Says nothing that the start of the process does not say, once per instance.
    [`${name}_ARGS_INDEX_PROCESSINSTANCECREATION`]: 'false',
    // Bounds how long a hanging server holds the exporter up.
    [`${name}_ARGS_REQUESTTIMEOUTMS`]: '5000',
    ...(sinkPassword
      ? { [`${name}_ARGS_AUTHENTICATION_USERNAME`]: 'zeebe', [`${name}_ARGS_AUTHENTICATION_PASSWORD`]: sinkPassword }
      : {}),
  };
};

const javaOptions = (profile, heap) =>
  [
    `-Xms128m -Xmx${heap} -XX:MaxDirectMemorySize=256m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError`,
    // Short-lived brokers gain more from a quick start than from the speed that the second compiler gives after a minute.
    ...(profile === 'test' ? ['-XX:TieredStopAtLevel=1'] : []),
  ].join(' ');

/** Environment variables of a single broker with its gateway. */
export const brokerEnvironment = ({
  host,
  ports,
  dataDir,
  partitions,
  profile,
  heap,
  javaHome,
  env = {},
  ...sink
}) => ({
  JAVA_HOME: javaHome,
  JAVA_OPTS: javaOptions(profile, heap),
  ZEEBE_BROKER_NETWORK_HOST: host,
  ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT: String(ports.command),
  ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT: String(ports.internal),
  ZEEBE_BROKER_GATEWAY_ENABLE: 'true',
  ZEEBE_BROKER_GATEWAY_NETWORK_HOST: host,
  ZEEBE_BROKER_GATEWAY_NETWORK_PORT: String(ports.grpc),
  SERVER_ADDRESS: host,
  SERVER_PORT: String(ports.rest),
  MANAGEMENT_SERVER_ADDRESS: host,
  MANAGEMENT_SERVER_PORT: String(ports.admin),
  ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT: String(partitions),
  ZEEBE_BROKER_CLUSTER_REPLICATIONFACTOR: '1',
  ZEEBE_BROKER_CLUSTER_CLUSTERSIZE: '1',
  ZEEBE_BROKER_DATA_DIRECTORY: dataDir,
  ...PROFILES[profile],
  ...exporter(sink),
  ...env,
});
