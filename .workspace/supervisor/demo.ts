/** Who can sign in to the demo data, and with what. */
export const DEMO_LOGINS = 'ada (admin), mia (manager), tom and eve (members), vic (viewer)';
export const DEMO_PASSWORD = 'tidemark';
