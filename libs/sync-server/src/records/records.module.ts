import { Module } from '@nestjs/common';

import { DatabaseModule } from '../database/database.module.ts';
import { MutationPusher } from './mutation.pusher.ts';
import { RecordOrm } from './record.orm.ts';
import { RecordReader } from './record.reader.ts';
import { RecordWriter } from './record.writer.ts';
import { RecordsController } from './records.controller.ts';
import { SyncController } from './sync.controller.ts';

/** REST over every registered entity: lists, records, writes, and the engine's fetch and push. */
@Module({
  imports: [DatabaseModule],
  controllers: [SyncController, RecordsController],
  providers: [RecordReader, RecordWriter, RecordOrm, MutationPusher],
  exports: [RecordReader, RecordWriter, RecordOrm, MutationPusher],
})
export class RecordsModule {}
