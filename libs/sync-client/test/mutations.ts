// Each safeguard of the engine, with the edit that removes it. The first nine are those that the engine's
// specification names; the others are here because they are as vital.

/** `find` must occur exactly once in the file, which lies under `src`. */
interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

interface Removal {
  readonly name: string;
  /** Picks scripts in which the safeguard matters, where those that the suite plays have none. */
  readonly seed?: number;
  readonly edits: readonly Edit[];
}

export const MUTATIONS: readonly Removal[] = [
  {
    name: 'version check on apply',
    edits: [
      {
        file: 'store/transitions.ts',
        find: 'return record.base === null ? version >= record.version : version > record.version;',
        replace: 'return true;',
      },
    ],
  },
  {
    name: 'dirty mark during fetch',
    edits: [
      {
        file: 'refetch/refetch-queue.ts',
        find: 'if (catalogue.has(parseRecordKey(key).entityCode)) this.#marks.set(',
        replace: 'if (catalogue.has(parseRecordKey(key).entityCode) && !this.#inFlight.has(key)) this.#marks.set(',
      },
    ],
  },
  {
    name: 'idempotency key',
    edits: [
      {
        file: 'outbox/outbox-pusher.ts',
        find: '    mutationId,\n    entityCode: record.entityCode,',
        replace:
          '    mutationId: mutationId.slice(0, 24) + String(Math.random()).slice(2, 14).padEnd(12, "0"),\n    entityCode: record.entityCode,',
      },
      {
        file: 'outbox/outbox-pusher.ts',
        find: 'const byId = new Map(results.map((result) => [result.mutationId, result]));',
        replace: 'const byId = new Map(results.map((result, at) => [batch[at]?.mutation.mutationId, result]));',
      },
    ],
  },
  {
    name: 'resume token',
    edits: [{ file: 'interest/subscriptions.ts', find: '...(since !== undefined && { since })', replace: '' }],
  },
  {
    name: 'refused handling',
    edits: [
      {
        file: 'store/transitions.ts',
        find: 'const refused = [...record.refused, { ...settled, problem, refusedAt }];',
        replace: 'const refused = record.refused; void settled; void refusedAt;',
      },
    ],
  },
  {
    name: 'leader take-over',
    edits: [{ file: 'tabs/leadership.ts', find: 'if (isSilent && ', replace: 'if (!isSilent && isSilent && ' }],
  },
  {
    name: 'base version on push',
    edits: [
      {
        file: 'outbox/outbox-pusher.ts',
        find: "...(action !== 'CREATE' && baseVersion > 0 && { baseVersion }),",
        replace: '...(baseVersion < 0 && { baseVersion }),',
      },
    ],
  },
  {
    name: 'interest diff: what is new',
    edits: [
      {
        file: 'interest/subscriptions.ts',
        find: 'this.#timer = undefined;\n      this.#flush();',
        replace: 'this.#timer = undefined;\n      this.#endUnwanted();',
      },
    ],
  },
  {
    name: 'interest diff: what is no longer shown',
    edits: [
      {
        file: 'interest/subscriptions.ts',
        find: "const sent = unwanted.filter(({ state }) => state === 'asked' || state === 'live');",
        replace: 'const sent: typeof unwanted = [];',
      },
    ],
  },
  {
    name: 'order of answers: an older row after a newer "gone"',
    seed: 10,
    edits: [
      {
        file: 'refetch/answer-order.ts',
        find: 'if ((this.#goneAt.get(key) ?? 0) >= request) return false;',
        replace: '',
      },
    ],
  },
  {
    name: 'order of answers: an older word on what may be written after a newer one',
    edits: [{ file: 'refetch/answer-order.ts', find: 'if (isHeld && byOther >= request) return false;', replace: '' }],
  },
  {
    name: 'what is told as CREATE is fetched whatever version is held',
    edits: [
      {
        file: 'engine/leader.ts',
        find: "action === 'UPDATE' ? { version",
        replace: "action !== 'DELETE' ? { version",
      },
    ],
  },
  {
    name: 'RESYNC',
    edits: [{ file: 'interest/subscriptions.ts', find: 'this.#resync(message.payload.entityCode);', replace: '' }],
  },
  {
    name: 'rebase of later writes onto the acknowledged version',
    edits: [
      {
        file: 'store/transitions.ts',
        find: 'stays.push({ ...mutation, baseVersion: Math.max(row.version, mutation.baseVersion) });',
        replace: 'stays.push(mutation);',
      },
    ],
  },
  {
    name: 'clash check when later writes are rebased',
    edits: [
      {
        file: 'store/transitions.ts',
        find: 'const clashing = untouched ? [] : clashingFields(mutation, own, row, entity);',
        replace: 'const clashing: string[] = []; void untouched; void entity; void clashingFields;',
      },
    ],
  },
  {
    name: 'an edit has not seen what a waiting edit hides',
    seed: 3,
    edits: [
      {
        file: 'store/transitions.ts',
        find: 'const hiding = pending.filter((mutation) => Object.keys(mutation.fields).some((name) => name in fields));',
        replace: 'const hiding: Mutation[] = []; void fields;',
      },
    ],
  },
  {
    name: 'answers to a leader that ended are dropped',
    seed: 52,
    edits: [
      { file: 'engine/leader.ts', find: '() => !this.#running.closed && isLeading()', replace: '() => isLeading()' },
    ],
  },
  {
    name: 'a new record goes before what refers to it',
    edits: [
      {
        file: 'outbox/select-mutations.ts',
        find: 'some((key) => unborn.has(key) && key !== record.key)) continue;',
        replace: 'some((key) => unborn.has(key) && key !== record.key)) void 0;',
      },
    ],
  },
  {
    name: 'a follower tells the leader what it shows',
    edits: [
      {
        file: 'tabs/tab-coordinator.ts',
        find: "this.#post({ type: 'interest', from: this.#tabId, interest: this.#own });",
        replace: '',
      },
    ],
  },
  {
    name: 'polling where sockets are blocked',
    edits: [
      {
        file: 'refetch/poller.ts',
        find: 'this.#set(isTalking && failures',
        replace: 'this.#set(false && isTalking && failures',
      },
    ],
  },
  {
    name: 'sweep after a crashed sign-out',
    edits: [{ file: 'engine/create-sync-engine.ts', find: 'await sweeper.sweep();', replace: '' }],
  },
  {
    name: 'other tabs hear of a sign-out',
    edits: [{ file: 'engine/engine.ts', find: "this.#tabs.tell('signed-out');", replace: '' }],
  },
  {
    name: 'a verdict from before the last sign-in is void',
    edits: [
      {
        file: 'connection/rest-client.ts',
        find: "outcome.kind === 'signed-out' && signIns !== this.#signIns",
        replace: 'signIns < 0',
      },
    ],
  },
];
