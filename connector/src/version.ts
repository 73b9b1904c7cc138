import manifest from '../../package.json' with { type: 'json' };

/** Of the connector, as package.json has it. */
export const version: string = manifest.version;
