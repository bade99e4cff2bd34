/** The fields of a project that is as good as any. */
export const SAMPLE_PROJECT = {
  name: 'Harbour',
  code: 'HAR-1',
  status: 'active',
  priority: 'normal',
  health: 'on_track',
  spent: 0,
  currency: 'EUR',
  progress: 5,
};
