export interface RegistrySettings {
  /** The address to listen on. */
  readonly bindAddress: string;
  readonly port: number;
  /** The file that keeps the schemas, without its ending. */
  readonly dataFile: string;
}

/**
 * The variables that set up Apicurio Registry. Schemas are in a file of H2, which writes each one before
 * it is acknowledged: with H2's default of half a second later, a kill -9 lost ids that were given. In a
 * topic of Kafka (`kafkasql`) they would be safe, but a registry that starts then says for seconds that
 * it knows none, until it has read them back.
 */
export function registryEnvironment(settings: RegistrySettings): Record<string, string> {
  return {
    QUARKUS_HTTP_HOST: settings.bindAddress,
    QUARKUS_HTTP_PORT: String(settings.port),
    APICURIO_STORAGE_KIND: 'sql',
    APICURIO_STORAGE_SQL_KIND: 'h2',
    APICURIO_DATASOURCE_URL: `jdbc:h2:file:${settings.dataFile};WRITE_DELAY=0`,
    QUARKUS_HTTP_ACCESS_LOG_ENABLED: 'false',
    QUARKUS_LOG_CATEGORY__IO_APICURIO__LEVEL: 'WARN',
  };
}

/** The path of Confluent's API. */
export const registryPath = '/apis/ccompat/v7';
