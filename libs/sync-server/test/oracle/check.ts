import type { Image } from '../../src/change-log/change.ts';
import { scopeFields, scopeValues } from '../../src/subscription/scope.ts';
import { type OracleClient, REFUSED } from './oracle-client.ts';
import type { LoggedChange, Truth } from './truth.ts';

const DELETE = 3;
const SHARE = 4;
/** The field of an image through which it is read. */
const ACCESS_FIELD: Readonly<Record<string, string>> = { project: 'id', task: 'projectId' };

/** All that one batch did to a record. */
interface Story {
  readonly key: string;
  readonly entityCode: string;
  readonly entityId: string;
  readonly changes: LoggedChange[];
}

/**
 * Compares what a client was told since `mark` with what it was entitled to, between two looks at the truth. Returns
 * what is wrong in words.
 */
export function check(client: OracleClient, mark: number, before: Truth, after: Truth): string[] {
  const problems: string[] = [];
  for (const story of storiesOf(after.changes)) {
    const problem = judge(client, mark, before, after, story);
    if (problem) problems.push(`${client.personId} about ${story.key}: ${problem}; ${describe(client, story)}`);
  }
  return problems;
}

function judge(client: OracleClient, mark: number, before: Truth, after: Truth, story: Story): string | undefined {
  const { personId } = client;
  const { key, entityCode, changes } = story;
  const isResynced = client.resyncs.some(
    (resync) => resync.at > mark && (resync.entityCode === undefined || resync.entityCode === entityCode),
  );
  if (isResynced) return undefined;
  const word = client.words.get(key);
  const isTold = word !== undefined && word.at > mark;
  const wasReadable = before.readable.has(`${personId}|${key}`);
  const isReadable = after.readable.has(`${personId}|${key}`);
  const isWritten = changes.some(({ action }) => action < SHARE);
  const isConcerned = isWritten || changes.some(({ subjectId }) => subjectId === personId || subjectId === null);
  const { isHeld, matchesFirst, matchesLast, matchesAny, endsDeleted, version, matches } = interestIn(client, story);
  const isHidden = outOfReach(personId, before, after, story);

  if (!isHeld && !matchesAny) {
    if (!isTold || word.version === REFUSED) return undefined;
    // A change of access counts for the record as an edit has left it that overtook it, in the batch before.
    const isOvertaken =
      changes.some(({ action, subjectId }) => action >= SHARE && subjectId === personId) &&
      before.changes.some((change) => change.key === key && (matches(change.before) || matches(change.after)));
    return isOvertaken ? undefined : 'was told without having asked';
  }
  if (!isConcerned) return undefined;
  // Of a record that left the scope before it became readable the reader never knew.
  if (isReadable && (isHeld || matchesLast || (matchesFirst && wasReadable))) {
    if (!isTold) return 'was not told';
    // A record that was deleted in a scope and came back outside of it stays gone for those who watch the scope.
    // The same goes for one that left the scope where it was out of reach, if it came within reach elsewhere: the DELETE
    // for going out of reach is the last that they hear of it, whatever happened to it there.
    const wasHidden = !isHeld && !matchesLast && changes.some((change) => isHidden(change.after));
    if (word.action === 'DELETE' && wasHidden) return undefined;
    if (word.action === 'DELETE' && !endsDeleted) return 'was told DELETE of a record that it may read';
    // Whoever holds the version already fetches nothing but a CREATE.
    const hasOtherRights =
      wasReadable && before.writable.has(`${personId}|${key}`) !== after.writable.has(`${personId}|${key}`);
    if (hasOtherRights && !isWritten && word.action !== 'CREATE')
      return `was told ${word.action} where it may do other things with it`;
    return word.version >= version ? undefined : `was told version ${word.version} of ${version}`;
  }
  if (!isReadable && wasReadable && (isHeld || matchesFirst)) {
    if (!isTold) return 'was not told that it is gone';
    // A record that had left the scopes before it went out of reach is nothing to those who watch them; nor is one that
    // was made in a scope, or entered it, out of reach, whatever happened to it there.
    const lastHeard = changes.filter((change) => change.after && change.version <= word.version);
    const hasLeft =
      !isHeld &&
      !matches(lastHeard.toSorted((a, b) => a.version - b.version).at(-1)?.after) &&
      changes.every((change) => change.version <= word.version || !matches(change.before) || isHidden(change.before));
    return word.action === 'DELETE' || hasLeft ? undefined : `was told ${word.action} of a record that is gone`;
  }
  if (!isReadable && !wasReadable && !couldHaveRead(personId, before, after, story)) {
    return isTold && word.version !== REFUSED ? 'was told of a record that it may not read' : undefined;
  }
  return undefined;
}

function interestIn(client: OracleClient, { entityCode, entityId, changes }: Story) {
  const ofEntity = client.interests.filter((interest) => interest.entityCode === entityCode);
  const isHeld = ofEntity.some(({ ids }) => ids.has(entityId));
  const scopes = ofEntity.flatMap(({ scope }) => (scope ? [scope] : []));
  const matches = (image: Image | null | undefined) =>
    image !== null &&
    image !== undefined &&
    scopes.some((scope) => scopeValues(scopeFields(scope), scope) === scopeValues(scopeFields(scope), image));
  // A change of access bears the version of the write before it.
  const inOrder = [...changes].sort((a, b) => a.version - b.version || a.action - b.action);
  // Where the record was before the batch a write says best: a change of access may bear a much older image.
  const first = (
    inOrder.find((change) => change.before && change.action < SHARE) ?? inOrder.find((change) => change.before)
  )?.before;
  const last = inOrder.findLast((change) => change.after)?.after;
  const matching = changes.filter((change) => matches(change.before) || matches(change.after));
  // What happens to a record outside its scopes is nothing to the client.
  const lastMatching = matching.toSorted((a, b) => a.version - b.version).at(-1);
  const endsDeleted = !isHeld && !matches(last) && lastMatching?.action === DELETE;
  const version = Math.max(0, ...(isHeld ? changes : matching).map((change) => change.version));
  return {
    isHeld,
    matchesFirst: matches(first),
    matchesLast: matches(last),
    matchesAny: matching.length > 0,
    endsDeleted,
    version,
    matches,
  };
}

/** Whether an image has the record in a project that the person could not read at both looks. */
function outOfReach(personId: string, before: Truth, after: Truth, { entityCode }: Story) {
  const field = ACCESS_FIELD[entityCode];
  return (image: Image | null): boolean => {
    if (!image || field === undefined) return false;
    return [before, after].some(({ readable }) => !readable.has(`${personId}|project|${String(image[field])}`));
  };
}

/** Whether the person may have been able to read the record for a while between the two looks. */
function couldHaveRead(personId: string, before: Truth, after: Truth, { entityCode, changes }: Story): boolean {
  const field = ACCESS_FIELD[entityCode];
  // Read through an employee, or by everyone: any moment is possible.
  if (field === undefined) return true;
  // Given, or taken: an UNSHARE may come after the record's deletion, and repeats the DELETE.
  if (changes.some(({ action, subjectId }) => action >= SHARE && subjectId === personId)) return true;
  const projects = changes.flatMap((change) => [change.before?.[field], change.after?.[field]]);
  const reaches = (project: unknown) =>
    [before, after].some(({ readable }) => readable.has(`${personId}|project|${String(project)}`)) ||
    after.changes.some(
      (change) =>
        change.action >= SHARE && change.subjectId === personId && change.key === `project|${String(project)}`,
    );
  const wasDeleted = changes.some(({ action }) => action === DELETE);
  return projects.some((project) => project !== undefined && reaches(project)) || (wasDeleted && field === 'id');
}

function storiesOf(changes: readonly LoggedChange[]): Story[] {
  const stories = new Map<string, Story>();
  for (const change of changes) {
    const { key, entityCode, entityId } = change;
    let story = stories.get(key);
    if (!story) stories.set(key, (story = { key, entityCode, entityId, changes: [] }));
    story.changes.push(change);
  }
  return [...stories.values()];
}

function describe(client: OracleClient, { key, changes, entityCode, entityId }: Story): string {
  const rows = changes.map(({ action, version, subjectId }) => `${action}@${version}${subjectId ? '*' : ''}`);
  const interests = client.interests
    .filter((interest) => interest.entityCode === entityCode)
    .map(({ ids, scope }) =>
      scope ? JSON.stringify(scope) : `${ids.size} ids${ids.has(entityId) ? ', this one too' : ''}`,
    );
  const images = changes.map((change) => JSON.stringify([change.before, change.after]));
  return `log ${rows.join(' ')} ${images.join(' ')}, asked for ${interests.join(' ')}, last told ${JSON.stringify(client.words.get(key))}`;
}
