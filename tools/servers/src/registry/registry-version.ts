/** The release of Apicurio Registry that is started: the last one that runs on Java 17. */
export const registryVersion = '3.0.9';
