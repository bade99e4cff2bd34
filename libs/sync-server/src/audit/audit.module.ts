import { Global, Module } from '@nestjs/common';

import { PAST } from '../records/past.ts';
import { READ_LOG } from '../records/read-log.ts';
import { RecordsModule } from '../records/records.module.ts';
import { HistoryController } from './history.controller.ts';
import { HistoryReader } from './history.reader.ts';
import { ReadLogBuffer } from './read-log.buffer.ts';

/** Reads are logged, changes can be looked up and undone. Global, because records ask for the two tokens where they exist. */
@Global()
@Module({
  imports: [RecordsModule],
  controllers: [HistoryController],
  providers: [
    HistoryReader,
    ReadLogBuffer,
    { provide: READ_LOG, useExisting: ReadLogBuffer },
    { provide: PAST, useExisting: HistoryReader },
  ],
  exports: [HistoryReader, ReadLogBuffer, READ_LOG, PAST],
})
export class AuditModule {}
