/**
 * Partitions 1 to 8 of the feed are the embedded engine's own; those of a broker stand above this number, so that both may serve one site.
 */
export const FIRST_FEED_PARTITION = 1000;

/** Partition of the feed in which the records of a broker's partition stand. @param brokerPartition from 1 */
export const toFeedPartition = (brokerPartition: number): number => FIRST_FEED_PARTITION + brokerPartition;

/** The broker's partition of a partition of the feed; undefined for one of the embedded engine. */
export const findBrokerPartition = (feedPartition: number): number | undefined =>
  feedPartition > FIRST_FEED_PARTITION ? feedPartition - FIRST_FEED_PARTITION : undefined;
