/** The release of Apache Kafka that is started, by whatever means. */
export const kafkaVersion = '4.3.1';
