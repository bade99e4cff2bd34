import { randomUUID } from 'node:crypto';

import { Controller, Get, Res } from '@nestjs/common';
import { type Problem, SYNC_PATH } from '@tidemark/protocol';

import { Public } from '../access/public.ts';
import { AppError } from '../errors/app-error.ts';
import { toProblem } from '../errors/to-problem.ts';

/** What Fastify's reply and Express's response have in common. */
interface Reply {
  status(code: number): unknown;
  header(name: string, value: string): unknown;
}

/** Answers a plain GET of the socket's address, which would otherwise look as if nothing lived there. */
@Controller()
@Public()
export class UpgradeRequiredController {
  @Get(SYNC_PATH)
  refuse(@Res({ passthrough: true }) reply: Reply): Problem {
    const problem = toProblem(new AppError('UPGRADE_REQUIRED'), randomUUID());
    reply.status(problem.status);
    reply.header('Upgrade', 'websocket');
    reply.header('Content-Type', 'application/problem+json; charset=utf-8');
    return problem;
  }
}
