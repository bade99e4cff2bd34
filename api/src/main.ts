import { PROTOCOL_VERSION } from '@tidemark/protocol';
import { Module } from '@nestjs/common';
@Module({})
class A {}
process.stdout.write(`v${PROTOCOL_VERSION} ${A.name}\n`);
