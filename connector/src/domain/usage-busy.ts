/** Another process counts usage in the same folder; in a while it is done. */
export class UsageBusy extends Error {
  constructor(options?: ErrorOptions) {
    super(
      'Another process of the connector counts usage now. Try again in a few minutes; where that does not help, whoever runs the connector can look at ANALYTICS_DIRECTORY.',
      options,
    );
    this.name = 'UsageBusy';
  }
}
