// Each safeguard of the engine, with the edit that removes it. `find` must occur exactly once in the file.
// `named` are the safeguards that the engine's specification names; the others are here because they are as vital.

/** @typedef {{ file: string, find: string, replace: string }} Edit */
/**
 * `seed` picks scripts in which the safeguard matters, where those that the suite plays have none.
 * @type {readonly { name: string, named: boolean, seed?: number, edits: readonly Edit[] }[]}
 */
export const MUTATIONS = [
  {
    name: 'version check on apply',
    named: true,
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
    named: true,
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
    named: true,
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
    named: true,
    edits: [{ file: 'interest/subscriptions.ts', find: '...(since !== undefined && { since })', replace: '' }],
  },
  {
    name: 'refused handling',
    named: true,
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
    named: true,
    edits: [{ file: 'tabs/leadership.ts', find: 'if (isSilent && ', replace: 'if (!isSilent && isSilent && ' }],
  },
  {
    name: 'base version on push',
    named: true,
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
    named: true,
    edits: [
      {
        file: 'interest/subscriptions.ts',
        find: '!wanted.has(key)));\n    this.#flushSoon();',
        replace: '!wanted.has(key)));\n    this.#count();',
      },
    ],
  },
  {
    name: 'interest diff: what is no longer shown',
    named: true,
    edits: [
      {
        file: 'interest/subscriptions.ts',
        find: 'this.#unsubscribe([...this.#subjects.values()].filter(({ key }) => !wanted.has(key)));',
        replace: 'for (const key of this.#subjects.keys()) if (!wanted.has(key)) this.#subjects.delete(key);',
      },
    ],
  },
  {
    name: 'order of answers: an older row after a newer "gone"',
    named: false,
    seed: 3,
    edits: [
      {
        file: 'refetch/answer-order.ts',
        find: 'if ((this.#goneAt.get(key) ?? 0) >= request) return false;',
        replace: '',
      },
    ],
  },
  {
    name: 'RESYNC',
    named: false,
    edits: [{ file: 'interest/subscriptions.ts', find: 'this.#resync(message.payload.entityCode);', replace: '' }],
  },
  {
    name: 'rebase of later writes onto the acknowledged version',
    named: false,
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
    named: false,
    edits: [
      {
        file: 'store/transitions.ts',
        find: 'const clashing = untouched ? [] : clashingFields(mutation, own, row);',
        replace: 'const clashing: string[] = []; void untouched; void clashingFields;',
      },
    ],
  },
  {
    name: 'an edit has not seen what a waiting edit hides',
    named: false,
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
    named: false,
    seed: 5,
    edits: [
      { file: 'engine/leader.ts', find: '() => !this.#running.closed && isLeading()', replace: '() => isLeading()' },
    ],
  },
  {
    name: 'a new record goes before what refers to it',
    named: false,
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
    named: false,
    edits: [
      {
        file: 'tabs/tab-coordinator.ts',
        find: "this.#post({ type: 'interest', from: this.#tabId, interest });",
        replace: '',
      },
    ],
  },
  {
    name: 'polling where sockets are blocked',
    named: false,
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
    named: false,
    edits: [{ file: 'engine/create-sync-engine.ts', find: 'await sweeper.sweep();', replace: '' }],
  },
  {
    name: 'other tabs hear of a sign-out',
    named: false,
    edits: [{ file: 'engine/engine.ts', find: "this.#tabs.tell('signed-out');", replace: '' }],
  },
  {
    name: 'a verdict from before the last sign-in is void',
    named: false,
    edits: [
      {
        file: 'connection/rest-client.ts',
        find: "outcome.kind === 'signed-out' && signIns !== this.#signIns",
        replace: 'signIns < 0',
      },
    ],
  },
];
