import { withClient } from '../connection/with-client.ts';
import { isEmpty } from './is-empty.ts';

/** Whether anything has been entered into the (migrated) database; `npm start` seeds it only if not. */
export async function hasData(ownerUrl: string): Promise<boolean> {
  return withClient(ownerUrl, async (client) => !(await isEmpty(client)));
}
