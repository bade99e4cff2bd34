-- One index of the log for its key and for the tail, in the order in which rows come. A key that began with the random id
-- made every log row write to a page of its own somewhere in that index. Builds an index of each partition, under a lock.
ALTER TABLE app.logging DROP CONSTRAINT logging_pkey, ADD PRIMARY KEY (xid, id, created_ts);
DROP INDEX app.logging_xid_idx;
