import { TestBed } from '@angular/core/testing';
import type { Mutation } from '@tidemark/sync-client';

import { Project } from '../testing/entities.ts';
import { SyncTestWorld } from '../testing/sync-test-world.ts';
import { injectRefusalReason } from './inject-refusal-reason.ts';

type Action = Mutation['action'];

function reason(action: Action, code: string, errors?: { field: string; message: string }[]): string {
  const world = new SyncTestWorld({ entities: [Project] });
  TestBed.configureTestingModule({ providers: [world.provide()] });
  const problem = { type: 'x', title: code, status: 400, code, detail: 'In other words.', requestId: 'r1' };
  return TestBed.runInInjectionContext(() =>
    injectRefusalReason()({
      entityCode: 'project',
      action,
      fields: {},
      problem: { ...problem, ...(errors && { errors }) },
    }),
  );
}

describe('refusalReason', () => {
  it.each<[Action, string, string]>([
    ['CREATE', 'FORBIDDEN', 'You may not create this project. Ask a manager or an administrator.'],
    ['UPDATE', 'FORBIDDEN', 'You may see this project but not change it. Ask its owner or an administrator.'],
    [
      'DELETE',
      'FORBIDDEN',
      'It was not deleted. You may see this project but not delete it. Ask its owner or an administrator.',
    ],
    ['DELETE', 'REFERENCED', 'It was not deleted. Other records refer to it. Remove or change those first.'],
    ['CREATE', 'DUPLICATE', 'There is such a project already. Change what has to be unique, then try again.'],
    ['UPDATE', 'UNKNOWN_ENTITY', 'The server has no records of this kind. Copy what you need, then discard it.'],
    ['UPDATE', 'SOMETHING_NEW', 'In other words.'],
  ])('says for %s and %s: %s', (action, code, words) => {
    expect(reason(action, code)).toBe(words);
  });

  it('names the fields at fault as the forms do', () => {
    expect(reason('CREATE', 'DUPLICATE', [{ field: 'name', message: 'is taken' }])).toBe('Name is taken.');
  });
});
